using Workflows.Rules.Fluent;
using Workflows.Rules.Fluent.Dsl;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>Makes rules and sessions without a class for each.</summary>
internal static class Some
{
    public static ISession Session(params Rule[] rules) => Factory(rules).CreateSession();

    public static ISessionFactory Factory(params Rule[] rules) =>
        new RuleCompiler().Compile(rules.Select(new RuleDefinitionFactory().Create));
}

/// <summary>A rule whose definition is given; <c>Define</c> of a real one looks the same inside.</summary>
internal sealed class Given(Action<Given> define, string name = "given") : Rule
{
    public override void Define()
    {
        Name(name);
        define(this);
    }

    public new ILeftHandSideExpression When() => base.When();

    public new IRightHandSideExpression Then() => base.Then();

    public new IFilterExpression Filter() => base.Filter();

    public new IDependencyExpression Dependency() => base.Dependency();

    public new void Priority(int value) => base.Priority(value);
}

using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Extensibility;

/// <summary>Runs a rule's actions in the engine's place, for example inside a transaction. Actions it does not invoke do not run.</summary>
public interface IActionInterceptor
{
    void Intercept(IContext context, IEnumerable<IActionInvocation> actions);
}

/// <summary>One action that is due.</summary>
public interface IActionInvocation
{
    /// <summary>The action.</summary>
    LambdaExpression Expression { get; }

    /// <summary>Its arguments, without the context.</summary>
    IEnumerable<object?> Arguments { get; }

    ActionTrigger Trigger { get; }

    /// <summary>Runs it.</summary>
    void Invoke();
}

/// <summary>Gives rules' actions the services they ask for.</summary>
public interface IDependencyResolver
{
    object Resolve(IResolutionContext context, Type serviceType);
}

/// <summary>For whom a service is asked for.</summary>
public interface IResolutionContext
{
    ISession Session { get; }

    IRuleDefinition Rule { get; }
}

internal sealed class ResolutionContext(ISession session, IRuleDefinition rule) : IResolutionContext
{
    public ISession Session { get; } = session;

    public IRuleDefinition Rule { get; } = rule;
}

/// <summary>Refuses: a session without a resolver has no services.</summary>
internal sealed class NoDependencies : IDependencyResolver
{
    public static NoDependencies Instance { get; } = new();

    public object Resolve(IResolutionContext context, Type serviceType) =>
        throw new InvalidOperationException(
            $"Rule '{context.Rule.Name}' asks for {serviceType}, and the session has no resolver: set ISession.DependencyResolver");
}

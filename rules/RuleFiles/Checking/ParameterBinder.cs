using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Checks parameters: type, default, allowed values, texts.</summary>
internal static class ParameterBinder
{
    public static RuleParameter Bind(ParameterSyntax syntax, Declarations declarations, Problems problems)
    {
        var named = declarations.TypeOf(syntax.Type, problems);
        var type = named.Type;
        var allowed = new ConstantReader(problems.Source, problems).ReadAllowed(syntax.Allowed, named);
        Texts.Check(syntax.Label, syntax.Name, problems);
        var value = DefaultOf(syntax, type, problems);
        if (allowed is not null && !allowed.Contains(value))
        {
            problems.Add("R216", syntax.Default.Span, RuleTexts.DefaultNotAllowed(syntax.Name.Text, FactText.Of(value), allowed.Words));
        }

        return new RuleParameter(
            syntax.Name.Text, FactTypeBinder.LabelOf(syntax.Label, syntax.Name), type, value, allowed, syntax.Unit,
            problems.Source.PlaceOf(syntax.Name.Span));
    }

    private static object? DefaultOf(ParameterSyntax syntax, FeelType type, Problems problems)
    {
        if (syntax.Default.IsMissing)
        {
            return null;
        }

        var none = new ProgramNames(new Dictionary<string, FactType>(), new Dictionary<string, ParameterName>(), new Dictionary<string,
            TableName>());
        if (new FormulaBinder(problems).Bind(syntax.Default.Span, RuleScope.Of(none)) is not { } formula)
        {
            return null;
        }

        var value = formula.Expression.Evaluate([], new FeelRun(default(DateTimeOffset)));
        if (!FeelValues.TryConvert(value, type, out var converted) || (value is null && formula.Text != "null"))
        {
            problems.Add("R205", syntax.Default.Span, CheckTexts.WrongType(type.Name, formula.Text));
            return null;
        }

        if (converted is null)
        {
            problems.Add("R229", syntax.Default.Span, RuleTexts.ParameterWithoutValue(syntax.Name.Text));
        }

        return converted;
    }
}

using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>Makes fact types of their declarations.</summary>
internal static class FactTypeBinder
{
    public static FactType Bind(FactSyntax syntax, IReadOnlyDictionary<string, FactSyntax> facts, Problems problems)
    {
        var fields = new List<FactField>();
        foreach (var field in syntax.Fields.Where(f => !f.Name.IsMissing))
        {
            if (fields.Exists(f => f.Name == field.Name.Text))
            {
                problems.Add("R203", field.Name.Span, CheckTexts.DeclaredTwice(field.Name.Text, syntax.Name.Text));
                continue;
            }

            fields.Add(BindField(field, facts, problems));
        }

        return new FactType(
            syntax.Name.Text, LabelOf(syntax.Label, syntax.Name), fields, syntax.IsConcluded, problems.Source.PlaceOf(syntax.Name.Span));
    }

    public static FactField BindField(FieldSyntax field, IReadOnlyDictionary<string, FactSyntax> facts, Problems problems)
    {
        var type = TypeReader.Read(field.Type, facts, problems);
        if (field.IsKey && (type.IsText || field.Type.IsList || field.Type.Name == "Any"))
        {
            problems.Add("R208", field.Type.Span, CheckTexts.NoKeyType(field.Name.Text));
        }

        var allowed = new ConstantReader(problems.Source, problems).ReadAllowed(field.Allowed, type);
        return new FactField(field.Name.Text, type.Type, field.IsKey, type.Reference, field.Unit, field.Label?.Text, allowed,
            problems.Source.PlaceOf(field.Name.Span)) { IsText = type.IsText };
    }

    public static LocalText LabelOf(LabelSyntax? label, NameSyntax name) => label?.Text ?? new LocalText(name.Text);
}

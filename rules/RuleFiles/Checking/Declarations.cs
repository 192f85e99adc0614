using Workflows.Rules.Facts;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>The fact types that a set of files declares, by name.</summary>
internal sealed class Declarations
{
    private readonly Dictionary<string, FactSyntax> _syntax = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FactType> _types = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, FactType> Types => _types;

    public static Declarations Read(FileSet files)
    {
        var read = new Declarations();
        foreach (var (unit, fact) in files.Of<FactSyntax>().Where(f => !f.Item.Name.IsMissing))
        {
            if (!read._syntax.TryAdd(fact.Name.Text, fact))
            {
                unit.Problems.Add("R203", fact.Name.Span, CheckTexts.DeclaredTwice(fact.Name.Text));
            }
        }

        foreach (var (unit, fact) in files.Of<FactSyntax>().Where(f => read._syntax.GetValueOrDefault(f.Item.Name.Text) == f.Item))
        {
            read._types.Add(fact.Name.Text, FactTypeBinder.Bind(fact, read._syntax, unit.Problems));
        }

        return read;
    }

    /// <summary>The fact type of that name; reports it where there is none.</summary>
    public FactType? Find(NameSyntax name, Problems problems)
    {
        if (name.IsMissing)
        {
            return null;
        }

        if (_types.TryGetValue(name.Text, out var type))
        {
            return type;
        }

        problems.Add("R201", name.Span, CheckTexts.UnknownFact(name.Text, NearestName.Of(name.Text, _types.Keys), _types.Keys));
        return null;
    }

    public NamedType TypeOf(TypeSyntax syntax, Problems problems) => TypeReader.Read(syntax, _syntax, problems);

    public FactField FieldOf(FieldSyntax syntax, Problems problems) => FactTypeBinder.BindField(syntax, _syntax, problems);
}

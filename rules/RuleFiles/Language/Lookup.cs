using Workflows.Rules.Facts;
using Workflows.Rules.Feel.Functions;
using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Language;

/// <summary>Says what the word at a place is.</summary>
internal sealed class Lookup(Document document)
{
    public RuleHover? At(int offset)
    {
        var span = document.WordAt(offset);
        if (span.Length == 0 || document.Source.Comments.Any(c => c.Start <= offset && offset < c.End))
        {
            return null;
        }

        var word = document.Source.Text[span.Start..span.End];
        var place = document.Source.PlaceOf(span);
        return Owner(span) is { } owner ? Member(owner, word, place, offset) : Name(word, place, span, offset);
    }

    private string? Owner(Span word)
    {
        if (word.Start < 2 || document.Source.Clean[word.Start - 1] != '.')
        {
            return null;
        }

        var owner = document.WordAt(word.Start - 1);
        return owner.Length == 0 ? null : document.Source.Text[owner.Start..owner.End];
    }

    private RuleHover? Member(string owner, string word, SourcePlace place, int offset)
    {
        var fact = document.ScopeAt(offset).Find(owner)?.Fact;
        return fact?.Find(word) is { } field ? Of(fact, field, place) : null;
    }

    private RuleHover? Name(string word, SourcePlace place, Span span, int offset)
    {
        var scope = document.ScopeAt(offset);
        if (FieldOfBlock(word, span, offset) is { } owned)
        {
            return Of(owned.Type, owned.Field, place);
        }

        if (scope.Candidate?.Fact is { } candidate && candidate.Find(word) is { } field && !IsCall(span))
        {
            return Of(candidate, field, place);
        }

        if (scope.Find(word) is { } name)
        {
            return new RuleHover(place, RuleSymbolKind.Variable, word, Described(name), name.Place.Line == 0 ? null : name.Place);
        }

        return Declared(word, place) ?? Function(word, place);
    }

    private static LocalText Described(ScopeName name) => name.Kind switch
    {
        NameKind.Fact => new($"one {name.Fact!.Name} ({name.Fact.Label.En})", $"一个 {name.Fact.Name}（{name.Fact.Label.For("zh")}）"),
        NameKind.Facts => new($"all these {name.Fact!.Name}", $"所有这些 {name.Fact.Name}"),
        NameKind.Group => new($"a group of {name.Fact!.Name}", $"一组 {name.Fact.Name}"),
        _ => new(name.Type.Name),
    };

    /// <summary>A field's name below <c>conclude</c>, behind <c>given</c> or in its own declaration.</summary>
    private (FactType Type, FactField Field)? FieldOfBlock(string word, Span span, int offset)
    {
        var type = document.ItemAt(offset) switch
        {
            FactSyntax fact when fact.Fields.Any(f => f.Name.Span == span) => fact.Name.Text,
            RuleSyntax rule => rule.Actions.OfType<ConcludeSyntax>().FirstOrDefault(a => a.Fields.Any(f => f.Name.Span == span))?.Type.Text,
            TestSyntax test => test.Given.FirstOrDefault(g => g.Facts.Any(f => f.Any(a => a.Name.Span == span)))?.Type.Text
                ?? test.Expected.OfType<ExpectCountSyntax>().FirstOrDefault(e => e.Fields.Any(f => f.Name.Span == span))?.Type.Text,
            _ => null,
        };
        return type is not null && document.Model.Declarations.Types.TryGetValue(type, out var known) && known.Find(word) is { } field
            ? (known, field) : null;
    }

    private RuleHover? Declared(string word, SourcePlace place)
    {
        if (document.Model.Declarations.Types.TryGetValue(word, out var type))
        {
            var fields = string.Join(", ", type.Fields.Select(f => f.Name));
            return new RuleHover(place, RuleSymbolKind.FactType, word,
                new($"{type.Label.En}: {fields}", $"{type.Label.For("zh")}：{fields}"), type.Place);
        }

        if (document.Model.Parameters.FirstOrDefault(p => p.Name == word) is { } parameter)
        {
            return new RuleHover(place, RuleSymbolKind.Parameter, word, Described(parameter), parameter.Place);
        }

        if (document.Model.Tables.FirstOrDefault(t => t.Name == word) is { } table)
        {
            var inputs = string.Join(", ", table.Inputs.Select(i => i.Name));
            var columns = $"({inputs}) → {string.Join(", ", table.Outputs.Select(o => o.Name))}";
            return new RuleHover(place, RuleSymbolKind.Table, word,
                new($"{table.Label.En} {columns}", $"{table.Label.For("zh")} {columns}"), table.Place);
        }

        return null;
    }

    private static LocalText Described(RuleParameter parameter)
    {
        var value = FeelLiteral.Of(parameter.Default) + (parameter.Unit is null ? string.Empty : $" {parameter.Unit}");
        return new(
            $"{parameter.Label.En}: {parameter.Type.Name} = {value}{Allowed(parameter.Allowed, "en")}",
            $"{parameter.Label.For("zh")}：{parameter.Type.Name} = {value}{Allowed(parameter.Allowed, "zh")}");
    }

    private static RuleHover Of(FactType type, FactField field, SourcePlace place)
    {
        var details = (field.Reference ?? (field.IsText ? "text" : field.Type.Name)) + (field.IsKey ? ", key" : string.Empty)
            + (field.Unit is null ? string.Empty : $", {field.Unit}");
        var label = field.Label ?? new LocalText(field.Name);
        return new RuleHover(place, RuleSymbolKind.Field, field.Name,
            new(
                $"{label.En} of {type.Label.En}: {details}{Allowed(field.Allowed, "en")}",
                $"{type.Label.For("zh")}的{label.For("zh")}：{details}{Allowed(field.Allowed, "zh")}"),
            field.Place);
    }

    private static string Allowed(AllowedValues? allowed, string language) =>
        allowed is null ? string.Empty : ", " + allowed.Words.For(language);

    private static RuleHover? Function(string word, SourcePlace place)
    {
        if (BuiltIns.Find(word) is { } function)
        {
            var signature = $"{word}({string.Join(", ", function.Parameters.Select(p => p.Name))})";
            return new RuleHover(place, RuleSymbolKind.Function, word,
                new($"{signature}: {function.Description.En}", $"{signature}：{function.Description.For("zh")}"), null);
        }

        var known = Words.Items.Concat(Words.RuleParts).Concat(Words.Conditions).Concat(Words.AfterIs).Concat(Words.Actions)
            .Concat(Words.TestParts).Concat(Words.Clauses).Concat(Words.Policies).FirstOrDefault(w => w.Word == word);
        return known.Word is null ? null : new RuleHover(place, RuleSymbolKind.Keyword, word, known.Meaning, null);
    }

    private bool IsCall(Span span) => span.End < document.Source.Clean.Length && document.Source.Clean[span.End] == '(';
}

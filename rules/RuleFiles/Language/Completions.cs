using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.Feel.Functions;
using Workflows.Rules.RuleFiles.Checking;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Language;

/// <summary>What may be written at one place of a rule file.</summary>
internal sealed class Completions
{
    private readonly Document _document;
    private readonly int _offset;
    private readonly Span _word;
    private readonly SourcePlace _replaces;
    private readonly List<Token> _before;
    private readonly int _indent;
    private readonly List<RuleCompletion> _found = [];

    public Completions(Document document, int offset)
    {
        _document = document;
        _offset = offset;
        _word = document.WordAt(offset);
        _replaces = document.Source.PlaceOf(new Span(_word.Start, _word.End));
        var line = document.Source.PlaceOf(new Span(offset, offset)).Line - 1;
        var start = document.Source.LineStart(line);
        _before = Tokenizer.Read(document.Source, new Span(start, Math.Max(start, _word.Start)));
        _indent = document.Source.Clean[start..Math.Max(start, _word.Start)].TakeWhile(c => c == ' ').Count();
    }

    public IReadOnlyList<RuleCompletion> All()
    {
        if (IsInComment() || _before.Exists(t => !t.Closed))
        {
            return [];
        }

        if (MemberOwner() is { } owner)
        {
            AddMembers(owner);
        }
        else if (_before.Count == 1 && _indent == 0)
        {
            AddWords(Words.Items);
        }
        else
        {
            AddInside(_document.ItemAt(_offset));
        }

        return _found;
    }

    private Token Last => _before.Count > 1 ? _before[^2] : default;

    private bool IsFirst => _before.Count == 1;

    private bool IsInComment() => _document.Source.Comments.Any(c => c.Start < _offset && _offset <= c.End);

    private string? MemberOwner() =>
        _before.Count > 2 && Last.Is(".") && _before[^3].Kind == TokenKind.Word ? _before[^3].Value : null;

    private void AddInside(ItemSyntax? item)
    {
        switch (item)
        {
            case FactSyntax:
                AddFieldWords(_before.Count == 2);
                break;
            case ParameterSyntax:
                AddFieldWords(_before.Count == 3);
                break;
            case TableSyntax table when !(_before.Count > 1 && _before[0].Is("|")):
                AddTable(table);
                break;
            case RuleSyntax:
                AddRule();
                break;
            case TestSyntax:
                AddTest();
                break;
            default:
                AddExpression();
                break;
        }
    }

    private void AddFieldWords(bool wantsType)
    {
        if (wantsType)
        {
            AddTypes();
        }
        else if (_before.Count > 2)
        {
            AddWords(Words.Clauses);
        }
    }

    private void AddTypes()
    {
        foreach (var word in TypeReader.Words)
        {
            Add(word, RuleSymbolKind.Type, Words.TypeText);
        }

        AddFacts(_ => true);
    }

    private void AddTable(TableSyntax table)
    {
        if (table.Span.Start <= _offset && _document.Source.PlaceOf(table.Span).Line == _replaces.Line)
        {
            AddWords(Words.Policies);
        }
        else if (IsFirst)
        {
            foreach (var column in table.Inputs.Concat(table.Outputs).Where(c => !c.IsMissing))
            {
                Add(column.Text, RuleSymbolKind.Field, Words.ColumnText);
            }
        }
        else
        {
            AddFieldWords(_before.Count == 2);
        }
    }

    private void AddRule()
    {
        var block = BlockOf();
        if (block is null)
        {
            AddWords(Words.RuleParts);
        }
        else if (Last.Value is "a" or "an" or "every" or "over" or "no" && _before.Exists(t => t.Is("is") || t.Is("over")))
        {
            AddFacts(_ => true);
        }
        else if (Last.Is("conclude"))
        {
            AddFacts(f => f.IsConcluded);
        }
        else if (Last.Is("is"))
        {
            AddWords(Words.AfterIs);
        }
        else if (IsFirst && block == "when")
        {
            AddWords(Words.Conditions);
            AddExpression();
        }
        else if (IsFirst && block == "then")
        {
            AddThen();
        }
        else
        {
            AddExpression();
        }
    }

    private void AddThen()
    {
        var rule = (RuleSyntax)_document.ItemAt(_offset)!;
        var action = rule.Actions.LastOrDefault(a => a.Span.Start < _offset);
        var column = action is null ? 0 : _document.Source.PlaceOf(action.Span).Column - 1;
        if (action is null || _indent <= column)
        {
            AddWords(Words.Actions);
        }
        else if (action is ConcludeSyntax conclude && _document.Model.Declarations.Types.TryGetValue(conclude.Type.Text, out var type))
        {
            AddFields(type.Fields.Where(f => !conclude.Fields.Any(a => a.Name.Text == f.Name)));
            Add("because", RuleSymbolKind.Keyword, Words.BecauseText);
        }
    }

    private void AddTest()
    {
        if (IsFirst)
        {
            AddWords(Words.TestParts);
        }
        else if (_before[0].Value is "given" or "expect" && (_before.Count == 2 || (_before.Count == 3 && Last.Kind == TokenKind.Number)
            || Last.Is("no")))
        {
            AddFacts(_ => true);
            AddWords(_before[0].Is("expect") ? Words.ExpectParts : []);
        }
        else if (_before[0].Value is "given" or "expect" && TypeOfLine() is { } type && (Last.Is(",") || Last.Value == type.Name))
        {
            AddFields(type.Fields);
        }
        else if (_before[0].Is("parameter"))
        {
            AddParameters();
        }
        else
        {
            AddExpression();
        }
    }

    private FactType? TypeOfLine() => _before.Where(t => t.Kind == TokenKind.Word)
        .Select(t => _document.Model.Declarations.Types.GetValueOrDefault(t.Value)).FirstOrDefault(t => t is not null);

    /// <summary>The nearest <c>when</c> or <c>then</c> above that stands further left.</summary>
    private string? BlockOf()
    {
        for (var line = _replaces.Line - 2; line >= 0; line--)
        {
            var text = _document.Source.Clean[_document.Source.LineStart(line).._document.Source.LineEnd(line)];
            var word = text.Trim();
            if (text.Length - text.TrimStart().Length < _indent && word is "when" or "then")
            {
                return word;
            }

            if (word.Length > 0 && text[0] != ' ')
            {
                return null;
            }
        }

        return null;
    }

    private void AddMembers(string owner)
    {
        var scope = _document.ScopeAt(_offset);
        var type = scope.Candidate?.Fact?.Find(owner)?.Type is ContextType near ? near : scope.Find(owner)?.Type;
        var fields = (type is ListType list ? list.Element : type) as ContextType;
        var fact = scope.Find(owner)?.Fact;
        foreach (var field in fields?.Fields ?? [])
        {
            if (fact?.Find(field.Name) is { } known && scope.Find(owner)!.Kind != NameKind.Group)
            {
                AddFields([known]);
            }
            else
            {
                Add(field.Name, RuleSymbolKind.Field, field.Type.Name);
            }
        }
    }

    private void AddExpression()
    {
        var scope = _document.ScopeAt(_offset);
        AddFields(scope.Candidate?.Fact?.Fields ?? []);
        foreach (var name in scope.Names().Where(n => n.Name[0] != '$'))
        {
            Add(name.Name, RuleSymbolKind.Variable, name.Type.Name);
        }

        AddParameters();
        foreach (var table in _document.Model.Tables)
        {
            Add(table.Name, RuleSymbolKind.Table, table.Label);
        }

        AddWords(Words.Expressions);
        foreach (var function in BuiltIns.All)
        {
            Add(function.Name, RuleSymbolKind.Function, function.Description);
        }
    }

    private void AddParameters()
    {
        foreach (var parameter in _document.Model.Parameters)
        {
            Add(parameter.Name, RuleSymbolKind.Parameter, parameter.Label);
        }
    }

    private void AddFacts(Func<FactType, bool> fits)
    {
        foreach (var type in _document.Model.Declarations.Types.Values.Where(fits))
        {
            Add(type.Name, RuleSymbolKind.FactType, type.Label);
        }
    }

    private void AddFields(IEnumerable<FactField> fields)
    {
        foreach (var field in fields)
        {
            Add(field.Name, RuleSymbolKind.Field, field.Label ?? new LocalText(field.Reference ?? field.Type.Name));
        }
    }

    private void AddWords(IEnumerable<(string Word, LocalText Meaning)> words)
    {
        foreach (var (word, meaning) in words)
        {
            Add(word, RuleSymbolKind.Keyword, meaning);
        }
    }

    private void Add(string text, RuleSymbolKind kind, LocalText detail)
    {
        if (!_found.Exists(f => f.Text == text))
        {
            _found.Add(new RuleCompletion(text, kind, detail, _replaces));
        }
    }
}

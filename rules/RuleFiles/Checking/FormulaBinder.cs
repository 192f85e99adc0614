using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>
/// Compiles the expressions of one file. A word is first sought among the fields of the fact that a <c>where</c> is about, then among the
/// rule's names, then among parameters and tables; <c>name.field</c> over a fact's name is that fact's field even where a field of the
/// same name stands nearer.
/// </summary>
internal sealed class FormulaBinder(Problems problems)
{
    private const int MostTold = 20;

    private SourceText Source => problems.Source;

    /// <summary>The compiled expression; null when something is wrong with it, which is then reported.</summary>
    /// <param name="span">Where it stands.</param>
    /// <param name="scope">What it may name.</param>
    /// <param name="keyed">Names of facts that stand for their keys here, because they are compared with a reference.</param>
    public Formula? Bind(Span span, RuleScope scope, IReadOnlySet<string>? keyed = null) => Compile(span, scope, keyed, null);

    /// <summary>The compiled unary tests of a value of that type.</summary>
    public Formula? BindTests(Span span, FeelType input, RuleScope scope) => Compile(span, scope, null, input);

    /// <summary>A condition; reports one that can be neither true nor false.</summary>
    public Formula? BindCondition(Span span, RuleScope scope)
    {
        var formula = Bind(span, scope, KeyedNames(span, scope));
        if (formula is not null && !formula.Type.MayConformTo(FeelType.Boolean))
        {
            problems.Add("R209", span, ExpressionTexts.NotACondition(formula.Type.Name));
            return null;
        }

        return formula;
    }

    private Formula? Compile(Span span, RuleScope scope, IReadOnlySet<string>? keyed, FeelType? input)
    {
        if (span.Length == 0)
        {
            return null;
        }

        var before = problems.Count;
        var slots = new SlotList();
        var scan = new WordScan(Source, span);
        var isShort = span.Length <= FeelOptions.Default.MaxLength;
        for (var i = 0; isShort && i < scan.Tokens.Count - 1 && problems.Count - before < MostTold; i++)
        {
            if (scan.MayBeName(i))
            {
                BindWord(scan, i, scope, slots, keyed);
            }
        }

        if (problems.Count > before)
        {
            return null;
        }

        var text = Source.Slice(span);
        var feel = new FeelScope(slots.Variables);
        var options = FeelOptions.Default with { Origin = Source.PlaceOf(span) };
        var result = input is null
            ? FeelExpression.Compile(text, feel, options) : FeelExpression.CompileUnaryTests(text, input, feel, options);
        foreach (var diagnostic in result.Diagnostics)
        {
            problems.Add(diagnostic);
        }

        return result.Expression is not { } expression || result.Diagnostics.Any(d => d.Severity == Severity.Error)
            ? null
            : new Formula(text, span, expression, expression.Type, slots.Sources)
            {
                IsVolatile = Enumerable.Range(0, scan.Tokens.Count - 1).Any(i =>
                    scan.Tokens[i].Value is "now" or "today" && scan.IsCall(i)),
                IsSlot = slots.Sources.Count == 1 && slots.Variables[0].Name == text,
            };
    }

    private void BindWord(WordScan scan, int at, RuleScope scope, SlotList slots, IReadOnlySet<string>? keyed)
    {
        var word = scan.Tokens[at].Value;
        var candidate = scope.Candidate;
        var field = candidate?.Fact!.IndexOf(word) ?? -1;
        var isCall = scan.IsCall(at);
        var name = scope.Find(word);
        if (scan.IsPath(at) && name is { Kind: NameKind.Fact } && (field < 0 || candidate!.Fact!.Fields[field].Type is not ContextType))
        {
            BindPath(scan, at, name, slots);
        }
        else if (field >= 0 && !isCall)
        {
            CheckReference(scan, at, candidate!.Fact!.Fields[field]);
            slots.Add(word, candidate!.Fact!.Fields[field].Type, new SlotSource(SlotKind.Field, candidate.Name, field));
        }
        else if (name is not null && !isCall)
        {
            BindName(scan, at, name, slots, keyed);
        }
        else if (scope.Program.Parameters.TryGetValue(word, out var parameter) && !isCall)
        {
            slots.Add(word, parameter.Type, new SlotSource(SlotKind.Parameter, word));
        }
        else if (scope.Program.Tables.TryGetValue(word, out var table))
        {
            slots.Add(word, table.Type, new SlotSource(SlotKind.Table, word));
        }
        else if (!isCall && scan.IsCertainlyName(at))
        {
            Unknown(scan.Tokens[at], scope);
        }
    }

    private void BindPath(WordScan scan, int at, ScopeName name, SlotList slots)
    {
        var (word, member) = (scan.Tokens[at], scan.Tokens[at + 2]);
        var index = name.Fact!.IndexOf(member.Value);
        if (index < 0)
        {
            NoField(name.Fact, member);
            return;
        }

        CheckReference(scan, at + 2, name.Fact.Fields[index]);
        slots.Add(
            $"{word.Value}.{member.Value}", name.Fact.Fields[index].Type, new SlotSource(SlotKind.Field, name.Name, index));
    }

    private void BindName(WordScan scan, int at, ScopeName name, SlotList slots, IReadOnlySet<string>? keyed)
    {
        var word = scan.Tokens[at].Value;
        if (scan.IsPath(at) && name is { Kind: NameKind.Facts or NameKind.Group, Fact: { } fact })
        {
            var member = scan.Tokens[at + 2];
            var known = name.Type is ContextType group ? group.FieldType(member.Value) is not null : fact.IndexOf(member.Value) >= 0;
            if (!known)
            {
                NoField(fact, member);
                return;
            }
        }

        if (name is { Kind: NameKind.Fact, Fact.KeySlots.Count: 1 } && keyed is not null && keyed.Contains(word))
        {
            var key = name.Fact!.KeySlots[0];
            slots.Add(word, name.Fact.Fields[key].Type, new SlotSource(SlotKind.Key, name.Name, key));
            return;
        }

        slots.Add(word, name.Type, new SlotSource(SlotKind.Whole, name.Name));
    }

    /// <summary>The names of facts that a comparison sets against a reference to such a fact.</summary>
    public HashSet<string>? KeyedNames(Span span, RuleScope scope)
    {
        var tokens = Tokenizer.Read(Source, span);
        HashSet<string>? keyed = null;
        foreach (var conjunct in ConditionSplit.Conjuncts(tokens))
        {
            if (ConditionSplit.Comparisons(Tokenizer.Read(Source, conjunct)) is [var part])
            {
                AddKeyed(Source.Slice(part.Left), Source.Slice(part.Right), scope, ref keyed);
                AddKeyed(Source.Slice(part.Right), Source.Slice(part.Left), scope, ref keyed);
            }
        }

        return keyed;
    }

    private static void AddKeyed(string side, string other, RuleScope scope, ref HashSet<string>? keyed)
    {
        var isField = scope.Candidate?.Fact!.IndexOf(side) >= 0;
        if (!isField && scope.Find(side) is { Kind: NameKind.Fact, Fact: { KeySlots.Count: 1 } fact }
            && ReferenceOf(other, scope) == fact.Name)
        {
            (keyed ??= []).Add(side);
        }
    }

    private static string? ReferenceOf(string text, RuleScope scope)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var fact = dot < 0 ? scope.Candidate?.Fact : scope.Find(text[..dot])?.Fact;
        return fact?.Find(text[(dot + 1)..])?.Reference;
    }

    private void CheckReference(WordScan scan, int at, FactField field)
    {
        if (field.Reference is not null && scan.IsPath(at))
        {
            problems.Add("R222", scan.Tokens[at + 2].Span, ExpressionTexts.ReferencePath(field.Name, field.Reference));
        }
    }

    private void NoField(FactType type, Token member)
    {
        var known = type.Fields.Select(f => f.Name);
        problems.Add("R204", member.Span, CheckTexts.UnknownField(type.Name, member.Value, NearestName.Of(member.Value, known), known));
    }

    private void Unknown(Token word, RuleScope scope)
    {
        if (scope.Candidate?.Fact is { } fact)
        {
            problems.Add("R204", word.Span,
                CheckTexts.UnknownField(fact.Name, word.Value, NearestName.Of(word.Value, scope.Known()), fact.Fields.Select(f => f.Name)));
            return;
        }

        problems.Add("R202", word.Span, ExpressionTexts.UnknownName(word.Value, NearestName.Of(word.Value, scope.Known()), scope.Known()));
    }

    /// <summary>The slots of one expression, each name once.</summary>
    private sealed class SlotList
    {
        public List<FeelVariable> Variables { get; } = [];

        public List<SlotSource> Sources { get; } = [];

        public void Add(string name, FeelType type, SlotSource source)
        {
            if (!Variables.Exists(v => v.Name == name))
            {
                Variables.Add(new FeelVariable(name, type));
                Sources.Add(source);
            }
        }
    }
}

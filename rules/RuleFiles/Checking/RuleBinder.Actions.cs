using Workflows.Rules.Facts;
using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>What follows from a rule.</summary>
internal sealed partial class RuleBinder
{
    private BoundAction? BindAction(ActionSyntax syntax, RuleScope scope)
    {
        ScopeName? each = null;
        Formula? list = null;
        if (syntax is { Each: { } name, In: { } expression })
        {
            list = expression.IsMissing ? null : Note(_formulas.Bind(expression.Span, scope));
            each = EachOf(name, list);
            Declare(each, name, ref scope);
        }

        return syntax switch
        {
            ConcludeSyntax conclude => BindConclude(conclude, each, list, scope),
            EffectSyntax effect => BindEffect(effect, each, list, scope),
            _ => null,
        };
    }

    private ScopeName EachOf(NameSyntax name, Formula? list)
    {
        var element = list?.Type switch
        {
            ListType many => many.Element,
            null => FeelType.Any,
            var other => other,
        };
        if (list is not null && list.Type is not ListType && list.Type.Kind != FeelKind.Any)
        {
            _problems.Add("R224", list.Span, RuleTexts.NotAList(list.Type.Name));
        }

        var fact = (element as ContextType)?.TypeName is { } type ? _program.Facts.GetValueOrDefault(type) : null;
        var kind = fact is not null && ReferenceEquals(fact.Type, element) ? NameKind.Fact : NameKind.Value;
        return new ScopeName(name.Text, element, kind, kind == NameKind.Fact ? fact : null, Source.PlaceOf(name.Span));
    }

    private BoundConclude? BindConclude(ConcludeSyntax syntax, ScopeName? each, Formula? list, RuleScope scope)
    {
        if (_declarations.Find(syntax.Type, _problems) is not { } type)
        {
            return null;
        }

        if (!type.IsConcluded)
        {
            _problems.Add("R218", syntax.Type.Span, RuleTexts.NotConcluded(type.Name));
        }

        var fields = new List<BoundAssignment>();
        foreach (var assignment in syntax.Fields.Where(a => !a.Name.IsMissing))
        {
            if (BindField(assignment, type, fields, scope) is { } bound)
            {
                fields.Add(bound);
            }
        }

        foreach (var key in type.KeyFields.Where(k => !syntax.Fields.Any(f => f.Name.Text == k.Name)))
        {
            _problems.Add("R219", syntax.Type.Span, RuleTexts.KeyMissing(type.Name, key.Name));
        }

        var because = syntax.Because is null ? null : Template(syntax.Because, scope, wantsBoth: true);
        return new BoundConclude(each, list, type, fields, because, Source.Slice(syntax.Span));
    }

    private BoundAssignment? BindField(AssignmentSyntax syntax, FactType type, List<BoundAssignment> known, RuleScope scope)
    {
        var slot = type.IndexOf(syntax.Name.Text);
        if (slot < 0)
        {
            var names = type.Fields.Select(f => f.Name);
            _problems.Add("R204", syntax.Name.Span,
                CheckTexts.UnknownField(type.Name, syntax.Name.Text, NearestName.Of(syntax.Name.Text, names), names));
            return null;
        }

        if (known.Exists(k => k.Slot == slot))
        {
            _problems.Add("R203", syntax.Name.Span, CheckTexts.DeclaredTwice(syntax.Name.Text, type.Name));
            return null;
        }

        return BindValue(syntax, type.Fields[slot], slot, scope);
    }

    /// <summary>A value for a field: its type must fit; a fact stands for its key where the field refers to such facts.</summary>
    private BoundAssignment? BindValue(AssignmentSyntax syntax, FactField field, int slot, RuleScope scope)
    {
        var isString = field.Type.Kind is FeelKind.String or FeelKind.Any;
        if (syntax.Template is { } label && (field.IsText || isString))
        {
            if (label.Zh is not null && !field.IsText)
            {
                _problems.Add("R223", label.ZhSpan, RuleTexts.OneLanguage(field.Name));
            }

            if (isString && !label.En.Contains('{'))
            {
                CheckAllowed(field, label.En, label.EnSpan);
            }

            return new BoundAssignment(field.Name, slot, null, Template(label, scope, field.IsText));
        }

        if (syntax.Value.IsMissing || Note(_formulas.Bind(syntax.Value.Span, scope, KeysFor(field, scope))) is not { } value)
        {
            return null;
        }

        var fits = field.IsText
            ? value.Type.MayConformTo(FeelType.String) || value.Type.MayConformTo(field.Type) : value.Type.MayConformTo(field.Type);
        if (!fits)
        {
            _problems.Add("R205", syntax.Value.Span, CheckTexts.WrongType(field.IsText ? "text" : field.Type.Name, value.Type.Name));
            return null;
        }

        if (value.Slots.Count == 0)
        {
            CheckAllowed(field, value.Expression.Evaluate([], new FeelRun(default(DateTimeOffset))), syntax.Value.Span);
        }

        return new BoundAssignment(field.Name, slot, value, null);
    }

    private static HashSet<string>? KeysFor(FactField field, RuleScope scope) =>
        field.Reference is not null && scope.Names().Any(n => n is { Kind: NameKind.Fact } && n.Fact!.Name == field.Reference)
            ? [.. scope.Names().Where(n => n is { Kind: NameKind.Fact } && n.Fact!.Name == field.Reference).Select(n => n.Name)] : null;

    private void CheckAllowed(FactField field, object? value, Span span)
    {
        if (field.Allowed is { } allowed && !allowed.Contains(value))
        {
            var nearest = value is string text ? NearestName.Of(text, allowed.Choices.OfType<string>()) : null;
            _problems.Add("R217", span, RuleTexts.NotAllowed(field.Name, FactText.Of(value), nearest, allowed.Text));
        }
    }

    private BoundEffect? BindEffect(EffectSyntax syntax, ScopeName? each, Formula? list, RuleScope scope)
    {
        var target = syntax.Target.IsMissing ? null : Typed(syntax.Target.Span, FeelType.String, scope);
        var fields = new List<BoundAssignment>();
        foreach (var assignment in syntax.Fields.Where(a => !a.Name.IsMissing))
        {
            if (fields.Exists(f => f.Name == assignment.Name.Text))
            {
                _problems.Add("R203", assignment.Name.Span, CheckTexts.DeclaredTwice(assignment.Name.Text));
                continue;
            }

            var template = assignment.Template is { } label ? Template(label, scope, wantsBoth: false) : null;
            var value = template is null && !assignment.Value.IsMissing ? Note(_formulas.Bind(assignment.Value.Span, scope)) : null;
            fields.Add(new BoundAssignment(assignment.Name.Text, fields.Count, value, template));
        }

        return target is null ? null : new BoundEffect(each, list, syntax.Verb, target, null, fields, Source.Slice(syntax.Span));
    }

    private BoundTemplate Template(LabelSyntax label, RuleScope scope, bool wantsBoth)
    {
        if (wantsBoth && label.Zh is null)
        {
            _problems.Add("R210", label.EnSpan, Texts.NoChinese, Severity.Warning);
        }

        var english = TemplateBinder.Pieces(_problems, label.EnSpan, s => Note(_formulas.Bind(s, scope)));
        return new BoundTemplate(english, label.Zh is null ? null : TemplateBinder.Pieces(_problems, label.ZhSpan, s =>
            Note(_formulas.Bind(s, scope))));
    }
}

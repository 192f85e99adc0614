using Workflows.Rules.RuleFiles.Syntax;

namespace Workflows.Rules.RuleFiles.Checking;

/// <summary>What may be named at a place inside a rule, for editors.</summary>
internal sealed partial class RuleBinder
{
    /// <summary>The scope at a place: the names of the lines before it and, inside a condition over facts, their fields.</summary>
    public static RuleScope ScopeAt(RuleSyntax rule, ProgramNames program, Declarations declarations, FileSyntax file, int offset)
    {
        var binder = new RuleBinder(program, declarations, new Problems(file.Source));
        var scope = RuleScope.Of(program);
        var found = binder.Enter(rule.Conditions, ref scope, file, offset);
        if (found is not null)
        {
            return found;
        }

        var action = rule.Actions.LastOrDefault(a => a.Span.Start <= offset);
        if (action is { Each: { } name, In: { } list } && !list.IsMissing)
        {
            scope = scope.With(binder.EachOf(name, binder._formulas.Bind(list.Span, scope)));
        }

        return scope;
    }

    /// <summary>Goes through the conditions up to the place; the scope at the place where it lies inside one of them.</summary>
    private RuleScope? Enter(IReadOnlyList<ConditionSyntax> conditions, ref RuleScope scope, FileSyntax file, int offset)
    {
        foreach (var condition in conditions.Where(c => c.Span.Start <= offset))
        {
            if (condition is EitherSyntax or BlockSyntax)
            {
                if (EnterBlock(condition, scope, file, offset) is { } inside)
                {
                    return inside;
                }
            }
            else if (offset <= Math.Max(condition.Span.End, file.WholeOf(condition.Span).End) || IsSameLine(condition.Span.End, offset))
            {
                return MemberOf(condition) is { } member ? scope.Within(member) : scope;
            }

            BindCondition(condition, ref scope);
        }

        return null;
    }

    private RuleScope? EnterBlock(ConditionSyntax condition, RuleScope outer, FileSyntax file, int offset)
    {
        if (condition is not EitherSyntax either)
        {
            // What the first block names is there in the second.
            foreach (var block in ((BlockSyntax)condition).Blocks)
            {
                if (Enter(block, ref outer, file, offset) is { } inside)
                {
                    return inside;
                }
            }

            return null;
        }

        foreach (var branch in either.Branches.Where(b => b.Count > 0 && b[0].Span.Start <= offset).Reverse())
        {
            var inner = outer;
            if (Enter(branch, ref inner, file, offset) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    // The place behind the last word of a line belongs to it: that is where one types.
    private bool IsSameLine(int end, int offset) => offset > end && Source.Clean.AsSpan(end, offset - end).IndexOf('\n') < 0;

    private ScopeName? MemberOf(ConditionSyntax condition)
    {
        var (type, name) = condition switch
        {
            PatternSyntax pattern => (pattern.Type, pattern.Name.Text),
            CollectSyntax collect => (collect.Type, "$"),
            AggregateSyntax aggregate => (aggregate.Type, "$"),
            ExistsSyntax exists => (exists.Type, "$"),
            AllSyntax all => (all.Type, "$"),
            _ => (null, string.Empty),
        };
        return type is not null && _declarations.Types.TryGetValue(type.Text, out var fact)
            ? new ScopeName(name.Length == 0 ? "$" : name, fact.Type, NameKind.Fact, fact) : null;
    }
}

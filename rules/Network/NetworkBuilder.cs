using Workflows.Rules.Aggregators;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Network;

/// <summary>Turns rule definitions into a network, sharing what means the same.</summary>
internal sealed partial class NetworkBuilder(AggregatorRegistry registry)
{
    private readonly Dictionary<FactKey, AlphaNode> _roots = [];
    private readonly Dictionary<StructuralKey, BetaNode> _shared = [];
    private readonly Dictionary<BetaNode, Func<BetaNode>> _recipes = [];
    private readonly List<BetaNode> _nodes = [];
    private readonly List<FactMemory> _memories = [];
    private readonly List<CompiledRule> _rules = [];
    private readonly List<TerminalNode> _terminals = [];
    private int _states;

    /// <summary>How many tokens make a bucket large enough for a search tree.</summary>
    public int LargeBucket { get; init; } = int.MaxValue;

    /// <summary>How often expressions are interpreted before they are compiled.</summary>
    public int Interpreted { get; init; } = LinqExpression.InterpretedEvaluations;

    private Evaluators Evaluators => field ??= new Evaluators(Interpreted);

    public void Add(IRuleDefinition definition)
    {
        var rule = new CompiledRule(definition, _rules.Count);
        var number = 0;
        foreach (var branch in Branches.Of(definition.LeftHandSide))
        {
            AddBranch(rule, branch, number++);
        }

        _rules.Add(rule);
    }

    public CompiledNetwork Build()
    {
        foreach (var node in _nodes)
        {
            Finish(node);
        }

        return new CompiledNetwork(_roots)
        {
            Rules = _rules,
            Terminals = _terminals,
            Nodes = _nodes,
            Memories = _memories,
            EagerPipelines = [.. _nodes.OfType<PipelineNode>().Where(p => !p.IsCorrelated && p.Stages.Any(s => TellsWhenEmpty(s.Element)))],
            RootNodes = [.. _nodes.Where(n => n.LeftFacts is null && n.LeftNode is null && n is not PipelineNode { IsCorrelated: false })],
            StateCount = _states,
            LargeBucket = LargeBucket,
        };
    }

    private static bool TellsWhenEmpty(AggregateElement element) =>
        element.Name is not (AggregateNames.GroupBy or AggregateNames.Project or AggregateNames.Flatten);

    // A node that only a rule's end follows makes the rule's matches itself.
    private static void Finish(BetaNode node)
    {
        foreach (var terminal in node.Children.OfType<TerminalNode>())
        {
            terminal.MatchDepth = node.Depth + 1;
        }

        if (node is { Children: [TerminalNode only], OutputKey: null })
        {
            node.Direct = only;
            only.MatchDepth = node.Depth;
            node.Children.Clear();
        }
    }

    private void AddBranch(CompiledRule rule, IReadOnlyList<RuleElement> branch, int number)
    {
        var chain = new Chain();
        foreach (var element in branch)
        {
            AddElement(chain, element);
        }

        var terminal = new TerminalNode
        {
            Id = NewState(),
            Rule = rule,
            Slots = [.. chain.Slots],
            Branch = branch,
            BranchNumber = number,
            MatchDepth = 1,
            Memory = chain.First,
        };
        _terminals.Add(terminal);
        if (chain.First is not null)
        {
            chain.First.Terminals.Add(terminal);
        }
        else
        {
            chain.Node!.Children.Add(terminal);
        }
    }

    private void AddElement(Chain chain, RuleElement element)
    {
        switch (element)
        {
            case PatternElement pattern:
                AddPattern(chain, pattern);
                break;
            case NotElement not:
                AddQuantifier(chain, not.Source, negated: true);
                break;
            case ExistsElement exists:
                AddQuantifier(chain, exists.Source, negated: false);
                break;
            case ForAllElement forAll:
                AddQuantifier(chain, Violation.Of(forAll), negated: true);
                break;
            default:
                throw new ArgumentException($"{element.ElementType} cannot stand among patterns");
        }
    }

    private void AddPattern(Chain chain, PatternElement pattern)
    {
        switch (pattern.Source)
        {
            case BindingElement binding:
                AddBinding(chain, pattern, binding);
                return;
            case AggregateElement when IsCorrelated(pattern):
                AddCorrelated(chain, pattern);
                return;
        }

        var (memory, joins) = Memory(pattern);
        if (chain.IsEmpty)
        {
            chain.First = memory;
            chain.Depth = 1;
        }
        else
        {
            var plan = JoinPlan.For(joins, pattern.Declaration);
            Follow(chain, "join", plan, pattern.Declaration, memory, 1, place => new JoinNode(NewState(), place));
        }

        chain.Declare(pattern.Declaration);
    }

    private void AddBinding(Chain chain, PatternElement pattern, BindingElement binding)
    {
        var conditions = Bind(chain, pattern.Expressions.Select(e => e.Rule), chain.Depth, pattern.Declaration);
        var expression = Bind(chain, binding.Rule, chain.Depth, null);
        var (facts, node) = Left(chain, []);
        var key = ShareKey("let", facts, node, [expression], conditions);
        chain.Node = Share(key, () => new BindingNode(expression)
        {
            Id = NewState(),
            Depth = chain.Depth + 1,
            LeftFacts = facts,
            LeftNode = node,
            Conditions = conditions,
        });
        chain.First = null;
        chain.Depth++;
        chain.Declare(pattern.Declaration);
    }

    /// <summary>The memory of a pattern's own conditions, and the conditions that look elsewhere.</summary>
    private (FactMemory Memory, List<RuleExpression> Joins) Memory(PatternElement pattern)
    {
        var node = Source(pattern);
        List<RuleExpression> joins = [];
        foreach (var expression in pattern.Expressions)
        {
            var isGuarded = false;
            foreach (var condition in ComparisonAnalysis.Conjuncts(expression.Rule))
            {
                // What the author wrote behind a look at other patterns may rely on it, unless it is too plain to fail.
                if (condition.Inputs.All(i => i.Equals(pattern.Declaration)) && (!isGuarded || PlainExpression.Is(condition)))
                {
                    node = node.Child(condition);
                }
                else
                {
                    joins.Add(condition);
                    isGuarded = true;
                }
            }
        }

        if (node.Memory is null)
        {
            node.Memory = new FactMemory(_memories.Count);
            _memories.Add(node.Memory);
        }

        return (node.Memory, joins);
    }

    private AlphaNode Source(PatternElement pattern)
    {
        if (pattern.Source is AggregateElement)
        {
            return Uncorrelated(pattern).Results!;
        }

        if (!_roots.TryGetValue(pattern.Key, out var root))
        {
            root = new AlphaNode(null, Evaluators);
            _roots.Add(pattern.Key, root);
        }

        return root;
    }

    private int NewState(int count = 1)
    {
        _states += count;
        return _states - count;
    }
}

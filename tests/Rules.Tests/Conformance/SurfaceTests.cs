using System.Reflection;

namespace Workflows.Rules.Tests.Conformance;

/// <summary>
/// The names that rules, hosts and tests written for the fluent form use, namespace by namespace. Each must be visible from outside, with
/// so many parameters (extension methods: with the extended one) as are written behind it.
/// </summary>
public class SurfaceTests
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["Fluent.Dsl"] = """
            ContextExtensions Resolve/1
            DescriptionAttribute .ctor/1
            IDependencyExpression Resolve/1
            IFilterExpression OnChange/1 Where/1
            ILeftHandSideExpression All/1 All/2 And/1 Exists/1 Having/1 Let/2 Match/1 Match/2 Not/1 Or/1 Query/2
            IQuery Builder
            IQuery`1 Builder
            ICollectQuery`1
            IOrderedQuery`1
            IQueryBuilder Aggregate/2 Aggregate/3
            IRightHandSideExpression Action/2 Do/1 Undo/1 Yield/1 Yield/2
            NameAttribute .ctor/1
            PriorityAttribute .ctor/1
            QueryExpression`1 .ctor/1
            QueryExtensions Collect/1 From/2 GroupBy/2 GroupBy/3 Match/2 OrderBy/2 OrderByDescending/2 Select/2 SelectMany/2 ThenBy/2
            QueryExtensions ThenByDescending/2 ToLookup/2 ToLookup/3 Where/2
            RepeatabilityAttribute .ctor/1
            Rule Define/0 Dependency/0 Filter/0 Name/1 Priority/1 Then/0 When/0
            TagAttribute .ctor/1
            """,
        ["Fluent"] = """
            IRuleActivator Activate/1
            IRuleLoadSpec From/1 NestedTypes/1 PrivateTypes/1 To/1 Where/1
            IRuleMetadata Name RuleType Description Tags Priority Repeatability
            RuleActivationException RuleType
            RuleDefinitionException RuleType
            RuleDefinitionFactory .ctor/0 Create/1
            RuleMetadataExtensions IsTagged/2
            RuleProperties ClrType
            RuleRepository .ctor/0 .ctor/1 Add/1 GetRuleSets/0 Load/1 Activator
            """,
        [""] = """
            Activation Facts Rule Trigger
            AgendaExpressionEvaluationException Expression RuleName
            BatchOptions AllOrNothing SkipFailed
            IAgenda IsEmpty Peek/0 Clear/0 AddFilter/1 AddFilter/2
            ILinkedFactSet Action FactCount Facts
            ILinkedFactSource Rule
            IResult FailedCount Failed
            ISession ActionInterceptor Agenda AutoPropagateLinkedFacts DependencyResolver Events Fire/1 Fire/2 Insert/1 InsertAll/1
            ISession PropagateLinked/0 Query/0 Retract/1 RetractAll/1 TryInsert/1 TryRetract/1 TryUpdate/1 Update/1 UpdateAll/1
            ISession TryInsertAll/1 TryInsertAll/2 TryUpdateAll/1 TryUpdateAll/2 TryRetractAll/1 TryRetractAll/2 Metrics
            ISessionFactory CreateSession/0 CreateSession/1 Events DependencyResolver ActionInterceptor
            LinkedFactAction Insert Retract Update
            RuleCompilationException RuleName
            RuleCompiler .ctor/0 AggregatorRegistry Compile/2 FactIdentityComparerRegistry UnsupportedExpressionHandling
            RuleLhsExpressionEvaluationException Expression
            RuleRepositoryExtensions Compile/1 Compile/2 GetRules/1
            RuleRhsExpressionEvaluationException Expression RuleName
            """,
        ["AgendaFilters"] = """
            AgendaContext Session
            IAgendaFilter Accept/2
            IStatefulAgendaFilter Select/2 Remove/2
            """,
        ["Diagnostics"] = """
            AgendaEventArgs Facts Rule Match
            AgendaExpressionErrorEventArgs IsHandled
            AgendaExpressionEventArgs Facts Rule
            ExpressionEventArgs Arguments Exception Expression Result
            IEventProvider ActivationCreatedEvent ActivationDeletedEvent ActivationUpdatedEvent AgendaExpressionEvaluatedEvent
            IEventProvider AgendaExpressionFailedEvent FactInsertedEvent FactInsertingEvent FactRetractedEvent FactRetractingEvent
            IEventProvider FactUpdatedEvent FactUpdatingEvent LhsExpressionEvaluatedEvent LhsExpressionFailedEvent
            IEventProvider RhsExpressionEvaluatedEvent RhsExpressionFailedEvent RuleFiredEvent RuleFiringEvent
            ISessionSchemaProvider GetSchema/0
            LhsExpressionErrorEventArgs IsHandled
            LhsExpressionEventArgs Facts Rules
            NodeType Aggregate Binding Exists Join Not Selection
            ReteGraph Nodes Links
            ReteNode NodeType
            RhsExpressionErrorEventArgs IsHandled
            RhsExpressionEventArgs Match Rule
            WorkingMemoryEventArgs Fact
            """,
        ["Extensibility"] = """
            IActionInterceptor Intercept/2
            IActionInvocation Invoke/0 Arguments Trigger
            IDependencyResolver Resolve/2
            IResolutionContext Session Rule
            """,
        ["Aggregators"] = """
            AggregateExpressionExtensions Find/2 FindSingle/2 FindSingleOrDefault/2
            AggregationContext
            AggregationResult Added/2 Modified/3 Removed/1 Empty
            AggregatorRegistry RegisterFactory/2
            IAggregateExpression Name Invoke/3
            IAggregator Add/3 Modify/3 Remove/3
            IAggregatorFactory Compile/2 Create/0
            """,
        ["RuleModel"] = """
            ActionTrigger Activated Deactivated Reactivated
            AggregateElement Expressions ResultType Source Name
            Context Empty
            Declaration Name Type
            ExpressionElement Expression
            FactSourceType Aggregate Linked
            IContext CancellationToken GetLinked/1 GetLinkedKeys/0 Halt/0 Insert/1 InsertAll/1 InsertLinked/2 InsertAllLinked/1 Match Rule
            IContext Retract/1 RetractAll/1 RetractLinked/2 RetractAllLinked/1 TryInsert/1 TryRetract/1 TryUpdate/1 Update/1 UpdateAll/1
            IContext UpdateLinked/2 UpdateAllLinked/1 Resolve/1
            IFact Source Type Value
            IFactMatch Declaration
            IFactSource Facts SourceType
            IIdentityProvider GetIdentity/0
            IKeyedLookup`2 Keys
            IMatch Facts Rule Trigger
            IRuleDefinition Description LeftHandSide Name Priority Properties Tags Repeatability RightHandSide FilterGroup DependencyGroup
            IRuleRepository GetRuleSets/0
            IRuleSet Name Rules Add/1
            ITuple Facts Count
            MatchTrigger Created Updated Removed None
            NamedExpressionElement Name
            PatternElement ValueType Declaration Expressions Source
            RuleElement Exports Imports
            RuleElementVisitor`1 .ctor/0 Visit/2 VisitPattern/2 VisitAggregate/2 VisitNamedExpression/2 VisitAction/2 VisitFilter/2
            RuleElementVisitor`1 VisitBinding/2 VisitDependency/2 VisitAnd/2 VisitOr/2 VisitNot/2 VisitExists/2 VisitForAll/2
            RuleRepeatability NonRepeatable Repeatable
            RuleSet .ctor/1 Rules
            RuleSetExtensions Add/2
            """,
        ["RuleModel.Builders"] = """
            ActionGroupBuilder Action/1 Action/2
            GroupBuilder Pattern/2 Pattern/1 Group/1 Not/0 Exists/0 ForAll/0
            PatternBuilder Condition/1 Declaration Aggregate/0 Binding/0
            RuleBuilder .ctor/0 Build/0 LeftHandSide/0 Name/1 RightHandSide/0 Priority/1 Description/1 Tag/1 Repeatability/1 Filters/0
            """,
        ["Testing"] = """
            FactConstraint
            FactConstraint`1 Callback/1
            IQualifiedRuleFiringVerification Fired/2
            IRuleAsserter Assert/1
            IRuleFiringVerification Fired/1
            IRuleInvocationRecorder Clear/0
            IRuleSequenceFiringVerification
            IRulesFiringVerification
            IRulesFiringVerification`1 Rule/0 Rule/1
            IRulesTestSetup CompilerSetupAction Rule/0 Rule/1
            Matched Fact/0 Fact/1
            RuleAssertResult Actual Expected GetMessage/0 Status
            RuleAssertStatus Failed Passed
            RulesTestFixture .ctor/0 Asserter Recorder Session Setup Verify/1 VerifySequence/1
            Times Exactly/1 Never Twice Once AtLeast/1 AtMost/1 Between/2
            """,
    };

    public static TheoryData<string> Namespaces => [.. Names.Keys];

    [Theory, MemberData(nameof(Namespaces))]
    public void Names_are_visible_from_outside(string name)
    {
        var prefix = string.Join('.', new[] { "Workflows.Rules", name }.Where(p => p.Length > 0)) + ".";
        var missing = Names[name].Split('\n').Select(line => line.Trim().Split(' '))
            .SelectMany(words => Missing(prefix + words[0], words[1..]));
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Missing(string name, string[] members)
    {
        var type = typeof(ISession).Assembly.GetType(name);
        return type is not { IsVisible: true } ? [name] : members.Where(m => !Has(type, m)).Select(m => $"{name}.{m}");
    }

    private static bool Has(Type type, string member)
    {
        var parts = member.Split('/');
        return new[] { type }.Concat(type.GetInterfaces()).SelectMany(Visible)
            .Any(m => m.Name == parts[0] && (parts.Length == 1 || (m as MethodBase)?.GetParameters().Length == int.Parse(parts[1])));
    }

    private static IEnumerable<MemberInfo> Visible(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
            .Where(m => m is not MethodBase method || method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
            .Where(m => m is not PropertyInfo property || property.GetMethod is { IsPublic: true })
            .Where(m => m is not FieldInfo field || field.IsPublic);
}

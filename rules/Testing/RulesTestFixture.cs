using Workflows.Rules.Fluent;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Testing;

/// <summary>Base of tests of rules: set rules up, use the <see cref="Session"/>, verify what fired.</summary>
public class RulesTestFixture
{
    private readonly RulesTestSetup _setup = new();
    private readonly RuleInvocationRecorder _recorder = new();
    private ISession? _session;

    /// <summary>Takes the results of verifications; the test framework's assertion goes here.</summary>
    public IRuleAsserter Asserter { get; set; } = new ThrowingAsserter();

    public IRulesTestSetup Setup => _setup;

    public IRuleInvocationRecorder Recorder => _recorder;

    /// <summary>The session over the rules under test; made on first use.</summary>
    public ISession Session => _session ??= CreateSession();

    /// <summary>Verifies how often rules fired.</summary>
    public void Verify(Action<IRulesFiringVerification> action)
    {
        var verification = new RulesFiringVerification(_setup.Definitions);
        action(verification);
        Report(verification.Expectations.Select(e => e.Check(_recorder.Firings)));
    }

    /// <summary>Verifies which rules fired, in order, and that no others did.</summary>
    public void VerifySequence(Action<IRuleSequenceFiringVerification> action)
    {
        var verification = new RuleSequenceVerification(_setup.Definitions);
        action(verification);
        Report([verification.Check(_recorder.Firings)]);
    }

    private void Report(IEnumerable<RuleAssertResult> results)
    {
        foreach (var result in results)
        {
            Asserter.Assert(result);
        }
    }

    private ISession CreateSession()
    {
        var factory = _setup.Compile();
        return factory.CreateSession(s => s.Events.RuleFiredEvent += (_, args) => _recorder.Record(args.Match));
    }

    private sealed class ThrowingAsserter : IRuleAsserter
    {
        public void Assert(RuleAssertResult result)
        {
            if (result.Status == RuleAssertStatus.Failed)
            {
                throw new InvalidOperationException(result.GetMessage());
            }
        }
    }
}

/// <summary>Sets rules under test up.</summary>
public interface IRulesTestSetup
{
    /// <summary>Changes the compiler before it is used.</summary>
    Action<RuleCompiler>? CompilerSetupAction { get; set; }

    void Rule<T>()
        where T : Rule;

    void Rule(Type ruleType);

    void Rule(Rule ruleInstance);

    void Rule(IRuleDefinition ruleDefinition);
}

internal sealed class RulesTestSetup : IRulesTestSetup
{
    private readonly RuleDefinitionFactory _factory = new();

    public List<IRuleDefinition> Definitions { get; } = [];

    public Action<RuleCompiler>? CompilerSetupAction { get; set; }

    public void Rule<T>()
        where T : Rule => Rule(typeof(T));

    public void Rule(Type ruleType) => Rule((Rule)Activator.CreateInstance(ruleType)!);

    public void Rule(Rule ruleInstance) => Rule(_factory.Create(ruleInstance));

    public void Rule(IRuleDefinition ruleDefinition) => Definitions.Add(ruleDefinition);

    public ISessionFactory Compile()
    {
        var compiler = new RuleCompiler();
        CompilerSetupAction?.Invoke(compiler);
        return compiler.Compile(Definitions);
    }
}

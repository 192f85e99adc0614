using Workflows.Engine.Runs;
using Workflows.Host.Runs;
using Workflows.Host.Triggers;

namespace Workflows.Tests.Runs;

/// <summary>What a caller is told when a run does not take a request; programs act on these.</summary>
public sealed class RunProblemTests
{
    [Theory]
    [InlineData(RunOutcome.NotFound, 404, "H201")]
    [InlineData(RunOutcome.AlreadyTaken, 409, "H202")]
    [InlineData(RunOutcome.BusinessKeyTaken, 409, "H203")]
    [InlineData(RunOutcome.Refused, 422, "H204")]
    public void Refusal_has_its_status_and_code(RunOutcome outcome, int status, string code)
    {
        var problem = RunProblem.Of(new RunResult(outcome))!;
        Assert.Equal((status, code), (problem.Status, problem.Code));
    }

    [Theory]
    [InlineData(RunOutcome.Done)]
    [InlineData(RunOutcome.Duplicate)]
    public void What_was_done_is_no_problem(RunOutcome outcome) => Assert.Null(RunProblem.Of(new RunResult(outcome)));

    [Fact]
    public void Door_tells_address_method_and_key_apart()
    {
        Assert.Equal((404, "H401"), (TriggerProblems.NoTrigger("/workflows/x").Status, TriggerProblems.NoTrigger("/workflows/x").Code));
        Assert.Equal((405, "H402"), (TriggerProblems.WrongMethod(["POST"]).Status, TriggerProblems.WrongMethod(["POST"]).Code));
        Assert.Equal((422, "H403"), (TriggerProblems.KeyReused.Status, TriggerProblems.KeyReused.Code));
        Assert.Equal((400, "H404"), (TriggerProblems.KeyTooLong.Status, TriggerProblems.KeyTooLong.Code));
    }

    [Fact]
    public void Several_waiting_runs_are_told_apart_by_correlation() =>
        Assert.Equal((409, "H405"), (TriggerProblems.Ambiguous.Status, TriggerProblems.Ambiguous.Code));
}

using Workflows.Engine.Activities.Composition;
using Workflows.Engine.Activities.Deadlines;
using Workflows.Engine.Activities.Events;
using Workflows.Engine.Activities.Facts;
using Workflows.Engine.Activities.Http;
using Workflows.Engine.Activities.Judging;
using Workflows.Engine.Activities.Mail;
using Workflows.Engine.Activities.People;
using Workflows.Engine.Activities.Regions;
using Workflows.Engine.Activities.Sagas;
using Workflows.Engine.Activities.Scheduling;
using Workflows.Engine.Activities.Scripts;

namespace Workflows.Engine.Activities;

/// <summary>
/// The built-in activity types that deal with what is outside a run: people, time, messages, rules, facts, other systems.
/// </summary>
internal static class OutsideActivities
{
    public static IEnumerable<Activity> All() =>
    [
        new WaitForEvent(),
        new PublishEvent(),

        new HttpEndpoint(),
        new WriteHttpResponse(),
        new WriteFileHttpResponse(),
        new SendHttpRequest(),
        new FlowSendHttpRequest(),
        new DownloadHttpFile(),
        new SendMail(),

        new Delay(),
        new Scheduling.Timer(),
        new Cron(),
        new StartAt(),
        new Deadline(),

        new HumanTask(),
        new RunTask(),
        new Approval(),

        new EvaluateRules(),
        new DecideByTable(),
        new ReadFacts(),
        new WriteFact(),
        new WaitForFact(),

        new DispatchWorkflow(),
        new BulkDispatchWorkflows(),
        new ExecuteWorkflow(),
        new Saga(),
        new Compensate(),
        new MultiInstance(),
        new Milestone(),
        new CriticalSection(),

        new RunJavaScript(),
    ];
}

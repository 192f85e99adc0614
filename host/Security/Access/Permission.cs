namespace Workflows.Host.Security.Access;

/// <summary>What a route needs. Which role has which stands in <see cref="RoleTable"/>.</summary>
internal enum Permission
{
    /// <summary>Be signed in; every account has it.</summary>
    UseProduct,
    ManageAccounts,
    ManageKeys,
    ManageSecrets,
    ManageSettings,
    ReadAudit,
    ReadFacts,
    WriteFacts,
    ReadDefinitions,
    EditDefinitions,
    PublishDefinitions,
    CallTriggers,
    ReadRuns,
    StartRuns,
    CancelRuns,
    RepairRuns,
    SendEvents,
    WorkOnTasks,
    SuperviseTasks,
    ReadRules,
    EditRules,
    PublishRules,
    ReadPay,

    /// <summary>See one's own pay slip; whose it is, is looked at too.</summary>
    ReadOwnPay,
    ReadCustomers,
    ReadOutbox,
    ResendEffects,
    ReadMetrics,
}

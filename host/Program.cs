using Workflows.Host.Cli;

// What the program can do, a line for each; without a command it serves.
return await CommandLine.RunAsync(args,
[
    ServeCommand.Create(),
    ImportCommand.Create(),
    WorkflowCommand.Create(),
    RehearseCommand.Create(),
    ExportCommand.Create(),
    VerifyCommand.Create(),
    BackupCommand.Create(),
    RulesCommand.Create(),
    DmnCommand.Create(),
]);

namespace Workflows.Host.Serving;

/// <summary>Where the log goes and how much of it.</summary>
internal static class Logs
{
    /// <summary>On the error stream, since the output is what a command answers; a program that reads along gets JSON lines.</summary>
    public static void Set(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = Console.IsErrorRedirected ? "json" : "simple";
        });
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Error);
        // Said once at every start of a host without pages or without a key store of the platform; neither is a fault.
        logging.AddFilter("Microsoft.AspNetCore.StaticFiles", LogLevel.Error);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.AddFilter("Workflows", LogLevel.Information);
    }
}

using System.CommandLine.Parsing;
using System.Globalization;
using System.Xml;
using Workflows.Engine.Running;

namespace Workflows.Host.Cli;

/// <summary>What is done to a rehearsed run after its start, in the order of the command line.</summary>
internal sealed class RunSteps
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(36_525);

    /// <summary>What passes at the end where no step names a time: a delay of seconds is a pause, not something to wait for.</summary>
    private static readonly RunStep Pause = new(Advance: TimeSpan.FromSeconds(10));

    private readonly List<RunStep> _all = [];

    public IEnumerable<RunStep> All => _all.Any(step => step.Advance is not null) ? _all : _all.Append(Pause);

    /// <summary>What was not understood, or null.</summary>
    public string? Mistake { get; private set; }

    public static RunSteps Read(IReadOnlyList<Token> tokens)
    {
        var steps = new RunSteps();
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Type == TokenType.Option)
            {
                steps.Take(tokens[i].Value, tokens[i + 1].Value);
            }
        }

        return steps;
    }

    private void Take(string option, string value)
    {
        switch (option)
        {
            case "--event":
                _all.Add(new RunStep(Event: value));
                break;
            case "--complete":
                _all.Add(new RunStep(Task: value));
                break;
            case "--advance" when Duration(value) is { } time && time >= TimeSpan.Zero && time <= Most:
                _all.Add(new RunStep(Advance: time));
                break;
            case "--advance":
                Mistake ??= $"--advance {value} is not a duration from nothing to 100 years; write PT1H or 01:00:00.";
                break;
            case "--payload" or "--correlation" or "--outcome":
                Refine(option, value);
                break;
        }
    }

    private void Refine(string option, string value)
    {
        if (_all.Count == 0)
        {
            Mistake ??= $"{option} follows the step that it belongs to.";
            return;
        }

        Mistake ??= option == "--payload" ? WorkflowCommand.Mistake(value, option) : null;
        _all[^1] = option switch
        {
            "--payload" => _all[^1] with { Payload = value },
            "--correlation" => _all[^1] with { Correlation = value },
            _ => _all[^1] with { Outcome = value },
        };
    }

    private static TimeSpan? Duration(string text)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var clock))
        {
            return clock;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            // Neither form, or more than there is: the caller says so.
            return null;
        }
    }
}

/// <summary>One step: an event, a completed task, or time that passes.</summary>
internal sealed record RunStep(string? Event = null, string? Task = null, TimeSpan? Advance = null)
{
    public string? Payload { get; init; }

    public string? Correlation { get; init; }

    public string? Outcome { get; init; }

    public async Task TakeAsync(Rehearsal rehearsal)
    {
        if (Event is not null)
        {
            await rehearsal.SendAsync(Event, WorkflowCommand.Value(Payload), Correlation);
        }
        else if (Task is not null)
        {
            await rehearsal.CompleteTaskAsync(Task, Outcome ?? "Done", WorkflowCommand.Value(Payload));
        }
        else if (Advance is { } time)
        {
            await rehearsal.AdvanceAsync(time);
        }
    }
}

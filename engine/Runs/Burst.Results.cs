namespace Workflows.Engine.Runs;

/// <content>What a burst came to, for whoever caused it.</content>
internal sealed partial class Burst
{
    private static readonly IReadOnlyDictionary<string, object?> NoOutputs = new Dictionary<string, object?>();

    public RunResult Result(long version)
    {
        object? reply = null;
        List<string>? lines = null;
        foreach (var happened in Events)
        {
            switch (happened)
            {
                case LineWritten line:
                    (lines ??= []).Add(line.Text);
                    break;
                case Replied replied:
                    reply = replied.Value;
                    break;
            }
        }

        return new RunResult(RunOutcome.Done)
        {
            RunId = State.RunId,
            Status = State.Status,
            Version = version,
            Reply = reply,
            Lines = lines ?? [],
            Outputs = State.Root?.Outputs ?? NoOutputs,
            MakeJournal = () => _journal.Tell(Events),
        };
    }

    private string TypeOf(string versionId, string node) => _definitions.Version(versionId)?.Find(node)?.Element.Type ?? string.Empty;
}

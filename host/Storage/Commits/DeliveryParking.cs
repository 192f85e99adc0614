using Workflows.Engine.Ports;

namespace Workflows.Host.Storage.Commits;

/// <summary>Sets events aside that nobody waits for, and takes them up again with the bookmark that does.</summary>
internal sealed class DeliveryParking(Func<string, Statement> make)
{
    private const string Waits = "SELECT 1 FROM Bookmarks WHERE Kind = 'event' AND Key = Deliveries.Target";

    private readonly Statement anyParked = make("SELECT 1 FROM Deliveries WHERE ParkedUntil > 0 LIMIT 1");

    // One question for each kind of match, so that the index answers it however many wait under the name.
    private readonly Statement park = make($"""
        UPDATE Deliveries SET ParkedUntil = KeepUntil
        WHERE Id = $1 AND KeepUntil IS NOT NULL
            AND NOT EXISTS ({Waits} AND CorrelationId IS NULL)
            AND NOT EXISTS ({Waits} AND CorrelationId = Deliveries.CorrelationId)
            AND (Deliveries.CorrelationId IS NOT NULL OR NOT EXISTS ({Waits}))
        """);

    private readonly Statement wakeNamed = make(
        "UPDATE Deliveries SET ParkedUntil = NULL WHERE ParkedUntil IS NOT NULL AND Target = $1");

    private readonly Statement wakeFree = make(
        "UPDATE Deliveries SET ParkedUntil = NULL WHERE ParkedUntil IS NOT NULL AND Target = $1 AND CorrelationId IS NULL");

    private readonly Statement wakeCorrelated = make(
        "UPDATE Deliveries SET ParkedUntil = NULL WHERE ParkedUntil IS NOT NULL AND Target = $1 AND CorrelationId = $2");

    private readonly Statement wakeAll = make("UPDATE Deliveries SET ParkedUntil = NULL WHERE ParkedUntil IS NOT NULL");

    // Where nothing ever is set aside, a bookmark costs no look.
    private bool? isUsed;

    /// <summary>Sets a delivery aside; false if somebody waits for it or it is gone.</summary>
    public bool Park(string id)
    {
        isUsed = true;
        return park.Run(id) == 1;
    }

    /// <summary>Takes up what a new bookmark waits for.</summary>
    public void WakeFor(BookmarkRecord mark)
    {
        if (mark.Kind != "event" || !(isUsed ??= anyParked.Finds()))
        {
            return;
        }

        if (mark.CorrelationId is null)
        {
            wakeNamed.Run(mark.Key);
            return;
        }

        wakeFree.Run(mark.Key);
        wakeCorrelated.Run(mark.Key, mark.CorrelationId);
    }

    /// <summary>Takes up everything; tells how much.</summary>
    public int WakeAll() => wakeAll.Run();
}

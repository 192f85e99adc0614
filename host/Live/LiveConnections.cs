using Microsoft.AspNetCore.SignalR;
using Workflows.Host.Security.Access;

namespace Workflows.Host.Live;

/// <summary>The open connections by person, so that a changed account hears nothing more by rights that it had before.</summary>
internal sealed class LiveConnections
{
    // A page is one connection; nobody works in more windows.
    private const int MostOfOnePerson = 50;

    private readonly Lock door = new();
    private readonly Dictionary<string, HashSet<HubCallerContext>> byPerson = new(StringComparer.Ordinal);
    private volatile int count;

    /// <summary>Whether anybody listens.</summary>
    public bool Any => count > 0;

    /// <summary>Takes a connection in; false when its person has too many already.</summary>
    public bool Add(HubCallerContext connection)
    {
        lock (door)
        {
            var person = connection.User!.Actor();
            var theirs = byPerson.TryGetValue(person, out var known) ? known : byPerson[person] = [];
            if (theirs.Count >= MostOfOnePerson)
            {
                return false;
            }

            theirs.Add(connection);
            count++;
            return true;
        }
    }

    public void Remove(HubCallerContext connection)
    {
        lock (door)
        {
            var person = connection.User!.Actor();
            if (byPerson.TryGetValue(person, out var theirs) && theirs.Remove(connection))
            {
                count--;
                if (theirs.Count == 0)
                {
                    byPerson.Remove(person);
                }
            }
        }
    }

    /// <summary>Ends a person's connections; their pages connect again as who they are by then.</summary>
    public void End(string person)
    {
        HubCallerContext[] theirs;
        lock (door)
        {
            theirs = byPerson.TryGetValue(person, out var known) ? [.. known] : [];
        }

        foreach (var connection in theirs)
        {
            connection.Abort();
        }
    }
}

using Microsoft.AspNetCore.SignalR;
using Workflows.Host.Security.Access;
using Workflows.Host.Substitutes;

namespace Workflows.Host.Live;

/// <summary>
/// The live connection of a page. It only listens: there is nothing to call, and what it hears is chosen by who is signed in
/// (<see cref="Audience"/>), never by what the page asks for.
/// </summary>
internal sealed class ChangesHub(LiveConnections connections, Substitutions substitutions) : Hub
{
    /// <summary>The message that something changed, with one <see cref="Change"/>.</summary>
    public const string Changed = "changed";

    /// <summary>The message that nothing is missed from here on; sent once.</summary>
    public const string Ready = "ready";

    public override async Task OnConnectedAsync()
    {
        if (!connections.Add(Context))
        {
            Context.Abort();
            return;
        }

        foreach (var audience in Audience.Of(Context.User!, substitutions.StandsInFor(Context.User!.Actor())))
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, audience, Context.ConnectionAborted);
        }

        await Clients.Caller.SendAsync(Ready, Context.ConnectionAborted);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context);
        return Task.CompletedTask;
    }
}

namespace Workflows.Rules.AgendaFilters;

/// <summary>Decides whether a match that is new or changed comes up.</summary>
public interface IAgendaFilter
{
    bool Accept(AgendaContext context, Activation activation);
}

/// <summary>A filter that remembers: told when a match is taken for firing and when it is gone.</summary>
public interface IStatefulAgendaFilter : IAgendaFilter
{
    void Select(AgendaContext context, Activation activation);

    void Remove(AgendaContext context, Activation activation);
}

/// <summary>For which session a filter is asked.</summary>
public sealed class AgendaContext
{
    internal AgendaContext(ISession session) => Session = session;

    public ISession Session { get; }
}

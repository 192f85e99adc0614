namespace Workflows.Rules.Network;

/// <summary>Matches that have fired and are set aside until somebody asks for them.</summary>
internal sealed partial class Matcher
{
    private const TokenFlags AsFired = TokenFlags.Fired | TokenFlags.Pending;
    private Match? _spareMatch;

    /// <summary>Sets a match aside that has fired, if nothing but the mark of its rule is needed to know it again.</summary>
    public void SetAside(Match match)
    {
        if (match.IsFiredOnce(AsFired) && match.Fact is { } fact && ReferenceEquals(fact.FirstUse, match) && match.NextUse is null
            && match.Parent is null)
        {
            fact.FirstUse = match.Terminal.Mark;
            match.Fact = null;
            match.PrevUse = null;
            match.Flags = TokenFlags.None;
            _spareMatch = match;
        }
    }

    /// <summary>Makes the match of a fact again that was set aside.</summary>
    public static void Recall(WorkFact fact)
    {
        if (fact.FirstUse is FiredMark mark)
        {
            fact.FirstUse = null;
            TokenList.AppendUse(ref fact.FirstUse, new Match(mark.Terminal) { Fact = fact, Flags = AsFired });
        }
    }

    private Match TakeMatch(TerminalNode terminal)
    {
        if (_spareMatch is not { } match)
        {
            return new Match(terminal);
        }

        _spareMatch = null;
        match.Node = terminal;
        return match;
    }
}

namespace Workflows.Rules.Network;

/// <summary>
/// Stands for all matches of a rule with one pattern that have fired once and that nobody has a hand on: where a fact takes part in nothing
/// else, that is all there is to know about its match, and the object can be the next fact's. A fact that changes or goes, and whoever
/// asks for matches, has the match recalled first.
/// </summary>
internal sealed class FiredMark(TerminalNode terminal) : FactUse
{
    public TerminalNode Terminal => terminal;
}

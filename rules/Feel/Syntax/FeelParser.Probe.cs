namespace Workflows.Rules.Feel.Syntax;

/// <summary>Telling a probe.</summary>
internal sealed partial class FeelParser
{
    private FeelProbe? _probe;

    private void Probe(int wordEnd)
    {
        if (_probe is not null && _end <= _probe.Offset && _probe.Offset <= wordEnd)
        {
            _probe.Fill(Math.Min(_at, _probe.Offset), _frames.AsEnumerable().Reverse());
        }
    }

    private void ProbeMember(FeelType type, int wordEnd)
    {
        if (_probe is not null && _end <= _probe.Offset && _probe.Offset <= wordEnd)
        {
            _probe.FillMember(Math.Min(_at, _probe.Offset), type);
        }
    }
}

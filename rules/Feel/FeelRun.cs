using System.Runtime.CompilerServices;
using Workflows.Rules.Feel.Functions;

namespace Workflows.Rules.Feel;

/// <summary>
/// What one or more evaluations share: the time they see, their budget, and the reasons for nulls. Not shared between threads at one time.
/// Nothing that an expression does throws; when the budget is used up, or the caller cancels, everything still running gives null and
/// <see cref="IsExhausted"/> is true.
/// </summary>
public sealed class FeelRun
{
    /// <summary>Steps of a run whose caller names none: rounds of loops, calls, elements that functions visit.</summary>
    public const int DefaultSteps = 2_000_000;

    /// <summary>Calls of functions inside one another.</summary>
    public const int MaxDepth = 400;

    private const int MostWarnings = 50;
    private const int MostPatterns = 64;
    private const int CheckEvery = 4096;

    private readonly CancellationToken _cancellation;
    private readonly int _maxSteps;
    private List<FeelWarning>? _warnings;
    private Dictionary<(string Pattern, string? Flags), XPathPattern?>? _patterns;
    private int _left;
    private int _reserve;
    private int _depth;

    /// <param name="now">What <c>now()</c> and <c>today()</c> answer.</param>
    /// <param name="maxSteps">The budget in steps.</param>
    /// <param name="cancellation">A budget in time, as the caller measures it.</param>
    public FeelRun(FeelDateTime now, int maxSteps = DefaultSteps, CancellationToken cancellation = default)
    {
        (Now, _maxSteps, _cancellation) = (now, maxSteps, cancellation);
        Refill(maxSteps);
    }

    public FeelRun(DateTimeOffset now, int maxSteps = DefaultSteps, CancellationToken cancellation = default)
        : this(FeelDateTime.Of(now), maxSteps, cancellation)
    {
    }

    /// <summary>The time that the evaluation sees.</summary>
    public FeelDateTime Now { get; private set; }

    /// <summary>Why values became null, in order, each once; the first fifty.</summary>
    public IReadOnlyList<FeelWarning> Warnings => _warnings ?? (IReadOnlyList<FeelWarning>)[];

    /// <summary>Whether the budget is used up or the caller cancelled; results since then are null and mean nothing.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>How expressions are carried out; both ways give the same.</summary>
    internal FeelRunMode Mode { get; init; }

    /// <summary>The part of an expression that is being evaluated by a function; reasons are told there.</summary>
    internal FeelSpot? Spot { get; set; }

    /// <summary>Makes the run fresh for another evaluation: full budget, no warnings.</summary>
    public void Reset(FeelDateTime? now = null)
    {
        Now = now ?? Now;
        _warnings?.Clear();
        (_depth, IsExhausted) = (0, false);
        Refill(_maxSteps);
    }

    /// <summary>Takes one step; false when the budget is used up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Step() => --_left >= 0 || Continue();

    /// <summary>Takes several steps; false when the budget is used up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Steps(int count) => (_left -= count) >= 0 || Continue();

    /// <summary>Null, with the reason kept.</summary>
    public object? Null(LocalText reason) => Null(Spot, reason);

    internal object? Null(FeelSpot? at, LocalText reason)
    {
        _warnings ??= [];
        if (_warnings.Count < MostWarnings && !_warnings.Exists(w => w.Says(at, reason)))
        {
            _warnings.Add(new FeelWarning(at, reason));
        }

        return null;
    }

    /// <summary>A regular expression, made once for as long as the run uses few; null where it is none.</summary>
    internal XPathPattern? Pattern(string pattern, string? flags)
    {
        _patterns ??= [];
        if (!_patterns.TryGetValue((pattern, flags), out var known))
        {
            if (_patterns.Count == MostPatterns)
            {
                _patterns.Clear();
            }

            known = Steps(XPathPattern.CompileSteps + pattern.Length) ? XPathPattern.Compile(pattern, flags) : null;
            _patterns[(pattern, flags)] = known;
        }

        return known;
    }

    /// <summary>Goes into a call; false (with the reason kept) where calls stand too deep or the budget is used up.</summary>
    internal bool Enter()
    {
        if (_depth >= MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Null(FeelReasons.TooDeep(MaxDepth));
            return false;
        }

        _depth++;
        return Step() || LeaveFalse();
    }

    internal void Leave() => _depth--;

    private bool LeaveFalse()
    {
        _depth--;
        return false;
    }

    private void Refill(int steps)
    {
        _left = Math.Min(steps, CheckEvery);
        _reserve = steps - _left;
    }

    private bool Continue()
    {
        if (!IsExhausted && !_cancellation.IsCancellationRequested && _reserve + _left >= 0)
        {
            Refill(_reserve + _left);
            return true;
        }

        if (!IsExhausted)
        {
            IsExhausted = true;
            Null(FeelReasons.OutOfSteps(_maxSteps));
        }

        (_left, _reserve) = (0, -1);
        return false;
    }
}

/// <summary>How expressions are carried out.</summary>
internal enum FeelRunMode
{
    /// <summary>Interpreted at first, compiled when it runs often.</summary>
    Tiered,

    Interpreted,

    Compiled,
}

/// <summary>Why a value became null.</summary>
public sealed class FeelWarning
{
    private readonly FeelSpot? _at;

    internal FeelWarning(FeelSpot? at, LocalText reason) => (_at, Reason) = (at, reason);

    public LocalText Reason { get; }

    internal bool Says(FeelSpot? at, LocalText reason) => ReferenceEquals(_at, at) && Reason == reason;

    /// <summary>The part of the expression; <see cref="SourcePlace.None"/> where it is not known.</summary>
    public SourcePlace Place => _at?.Place ?? SourcePlace.None;

    /// <summary>As a diagnostic.</summary>
    public Diagnostic ToDiagnostic() => new("F301", Severity.Warning, Place, Reason);

    public override string ToString() => $"{Place}  {Reason.En}".Trim();
}

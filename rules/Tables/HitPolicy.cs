namespace Workflows.Rules.Tables;

/// <summary>What a decision table gives when rows match, as DMN has it.</summary>
internal enum HitPolicy
{
    /// <summary>At most one row may match; two are a mistake.</summary>
    Unique,

    /// <summary>The first in the order of rows.</summary>
    First,

    /// <summary>The one whose result stands first among the output's values.</summary>
    Priority,

    /// <summary>Any of them; they must give the same.</summary>
    Any,

    /// <summary>All, or one figure of them where an aggregation is named.</summary>
    Collect,

    /// <summary>All, in the order of rows.</summary>
    RuleOrder,

    /// <summary>All, in the order of the output's values.</summary>
    OutputOrder,
}

/// <summary>What <see cref="HitPolicy.Collect"/> makes of the results.</summary>
internal enum TableAggregation
{
    None,
    Sum,
    Min,
    Max,
    Count,
}

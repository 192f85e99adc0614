using Workflows.Rules.Feel;

namespace Workflows.Rules.Tables;

/// <summary>Tells what a compiled cell takes, where its text is plain enough.</summary>
internal static class CellShapes
{
    public static CellShape Of(FeelExpression? tests) => tests is null ? CellShape.Any : CellShape.Opaque;
}

using Workflows.Rules;
using Workflows.Rules.Facts;

namespace Workflows.Host.Facts;

/// <summary>A fact type as it is answered.</summary>
internal sealed record FactTypeView(string Name, LocalText Label, bool IsConcluded, IReadOnlyList<FactFieldView> Fields)
{
    public static FactTypeView Of(FactType type) => new(type.Name, type.Label, type.IsConcluded, [.. type.Fields.Select(FactFieldView.Of)]);
}

/// <summary>A field of it.</summary>
internal sealed record FactFieldView(
    string Name, string Type, bool IsKey, string? Reference, string? Unit, LocalText? Label, bool IsWhole, string? Allowed,
    IReadOnlyList<FactValueView> Values)
{
    public static FactFieldView Of(FactField field) => new(
        field.Name, field.Type.Name, field.IsKey, field.Reference, field.Unit, field.Label, field.Allowed?.IsWhole == true,
        field.Allowed is { Text.Length: > 0 } said ? said.Text : null,
        field.Allowed is { } allowed ? [.. allowed.Names.Zip(allowed.Choices, (label, value) => new FactValueView(value, label))] : []);
}

/// <summary>A value of a field that people call by a name.</summary>
internal sealed record FactValueView(object Value, LocalText Label);

/// <summary>All fact types.</summary>
internal sealed record FactTypeList(IReadOnlyList<FactTypeView> Items, string? Next);

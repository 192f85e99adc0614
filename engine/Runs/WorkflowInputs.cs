using Workflows.Engine.Definitions;
using Workflows.Engine.Expressions;

namespace Workflows.Engine.Runs;

/// <summary>What a workflow is given, brought into the types that it declares, with defaults for what is missing.</summary>
internal static class WorkflowInputs
{
    /// <summary>A required input that is missing, or null.</summary>
    public static string? Missing(WorkflowDefinition definition, object? given)
    {
        for (var i = 0; i < definition.Inputs.Count; i++)
        {
            var input = definition.Inputs[i];
            if (input.IsRequired && !(RunValues.TryGet(given, input.Name, out var value) && value is not null))
            {
                return input.Name;
            }
        }

        return null;
    }

    public static object? Complete(WorkflowDefinition definition, object? given)
    {
        if (definition.Inputs.Count == 0)
        {
            return given;
        }

        var members = RunValues.Members(given).ToDictionary(StringComparer.Ordinal);
        foreach (var input in definition.Inputs)
        {
            var typeName = input.IsArray ? input.TypeName + "[]" : input.TypeName;
            var name = members.ContainsKey(input.Name)
                ? input.Name
                : members.Keys.FirstOrDefault(key => string.Equals(key, input.Name, StringComparison.OrdinalIgnoreCase));
            if (name is not null && members.Remove(name, out var value))
            {
                members[input.Name] = TypeAliases.Convert(value, typeName);
            }
            else if (input.Default is not null)
            {
                members[input.Name] = TypeAliases.Convert(TypeAliases.Parse(input.Default), typeName);
            }
        }

        return RunValues.Context(members);
    }
}

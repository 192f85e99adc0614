using Workflows.Rules.Feel;
using Workflows.Rules.RuleFiles.Checking;

namespace Workflows.Rules.RuleFiles.Compiling;

/// <summary>A decision by one table, asked from outside.</summary>
internal static class TableAnswer
{
    public static TableDecision Of(
        ProgramModel model, string version, string name, IReadOnlyDictionary<string, object?> inputs,
        IReadOnlyDictionary<string, object?> parameters, FeelRun run, List<Diagnostic> errors)
    {
        if (model.Tables.FirstOrDefault(t => t.Name == name) is not { } table)
        {
            errors.Add(RunProblems.UnknownTable(name, NearestName.Of(name, model.Tables.Select(t => t.Name))));
            return new TableDecision(name, version, null, [], [], [], errors);
        }

        foreach (var unknown in inputs.Keys.Where(k => !table.Inputs.Any(i => i.Name == k)))
        {
            errors.Add(RunProblems.UnknownInput(name, unknown, NearestName.Of(unknown, table.Inputs.Select(i => i.Name))));
        }

        var values = new object?[table.Inputs.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var input = table.Inputs[i];
            var given = inputs.GetValueOrDefault(input.Name);
            if (!TryConvert(given, input.Type, out values[i]))
            {
                errors.Add(RunProblems.WrongInput(name, input, given));
            }
        }

        if (errors.Count > 0)
        {
            return new TableDecision(name, version, null, [], [], [], errors);
        }

        var hit = RuleKit.Decide(table, values, parameters, run);
        errors.AddRange(run.Warnings.Select(w => RunProblems.NoDecision(name, w.Reason)));
        return new TableDecision(
            name, version, hit.Value, [.. hit.Rows.Select(r => r + 1)], [.. hit.Rows.Select(r => table.Rows[r])],
            [
                .. table.Inputs.Select((c, i) => new RuleEvidence(c.Name, values[i])),
                .. table.Parameters.Select(p => new RuleEvidence(p, parameters.GetValueOrDefault(p), IsParameter: true)),
            ],
            errors);
    }

    private static bool TryConvert(object? value, FeelType type, out object? converted)
    {
        converted = value;
        return value is string text && type.Kind is not (FeelKind.String or FeelKind.Any)
            ? Facts.FactText.TryParse(type, text, out converted) : FeelValues.TryConvert(value, type, out converted);
    }
}

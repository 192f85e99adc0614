using Workflows.Rules.Feel;

namespace Workflows.Rules.Dmn.Kit;

/// <summary>How a case of the compatibility kit ended.</summary>
public enum KitVerdict
{
    Passed,
    Failed,
    Skipped,
}

/// <summary>A case of the compatibility kit and how it ended.</summary>
/// <param name="File">The test file.</param>
/// <param name="Id">The case's id in it.</param>
/// <param name="Verdict">Whether everything that the case expects came out.</param>
/// <param name="Reason">Why it failed or was skipped; null where it passed.</param>
public sealed record KitResult(string File, string Id, KitVerdict Verdict, LocalText? Reason = null);

/// <summary>
/// Runs test files of the DMN compatibility kit (<c>*-test-*.xml</c>) against the models beside them. A case is skipped for one reason
/// alone: it needs a function written in Java.
/// </summary>
public static class DmnKit
{
    private const int Steps = 5_000_000;

    /// <summary>The results of a test file's cases in order. Never throws; a file that cannot be read is one failed result.</summary>
    /// <param name="tests">The test file.</param>
    /// <param name="models">The DMN files of its folder: the one that it names, and those that this one imports.</param>
    /// <param name="now">What <c>now()</c> answers.</param>
    public static IReadOnlyList<KitResult> Run(DmnFile tests, IReadOnlyList<DmnFile> models, DateTimeOffset now)
    {
        var (file, problems) = KitReader.Read(tests.Name, tests.Text);
        if (file is null)
        {
            return [new KitResult(tests.Name, string.Empty, KitVerdict.Failed, problems[0].Message)];
        }

        var main = models.FirstOrDefault(m => Path.GetFileName(m.Name) == Path.GetFileName(file.Model));
        var check = main is null ? null : DmnProgram.Compile([main, .. models.Where(m => m != main)]);
        if (check?.Program is not { } program)
        {
            var reason = check?.Diagnostics[0].Message ?? new LocalText($"There is no model {file.Model}", $"没有模型 {file.Model}");
            return [.. file.Cases.Select(c => new KitResult(tests.Name, c.Id, KitVerdict.Failed, reason))];
        }

        return [.. file.Cases.Select(c => Run(tests.Name, c, program, now))];
    }

    private static KitResult Run(string file, KitCase item, DmnProgram program, DateTimeOffset now)
    {
        var asked = item.Results.Select(r => (Expected: r, Node: Asked(item, r, program))).ToList();
        if (asked.Any(a => a.Node is not null && KitForeign.NeedsJava(a.Node)))
        {
            return new KitResult(file, item.Id, KitVerdict.Skipped, new LocalText("Needs a function written in Java", "需要 Java 函数"));
        }

        var given = new Dictionary<DmnNode, object?>();
        foreach (var input in item.Inputs)
        {
            if (program.Find(input.Name, input.Namespace) is { } node)
            {
                given[node] = KitValues.ToFeel(input.Value, program[node].Type.Feel);
            }
        }

        var wrong = asked
            .Select(a => Wrong(a.Expected, a.Node, Outcome(item, a.Expected, a.Node, given, program, new FeelRun(now, Steps)), program))
            .FirstOrDefault(w => w is not null);
        return new KitResult(file, item.Id, wrong is null ? KitVerdict.Passed : KitVerdict.Failed, wrong);
    }

    private static DmnNode? Asked(KitCase item, KitExpectation expected, DmnProgram program) =>
        (item.Kind == "decision" || item.Invocable is null ? null : program.Find(item.Invocable))
        ?? program.Find(expected.Name, expected.Namespace);

    private static DmnOutcome Outcome(
        KitCase item, KitExpectation expected, DmnNode? node, Dictionary<DmnNode, object?> given, DmnProgram program, FeelRun run)
    {
        if (node is not KnowledgeNode knowledge)
        {
            return program.Evaluate(node, expected.Name, given, run);
        }

        var types = (program[knowledge].Known as FunctionType)?.Parameters ?? [];
        var names = (knowledge.Knowledge.Function?.Parameters ?? []).Select(p => p.Name).ToList();
        return program.Call(knowledge, n => KitValues.ToFeel(
            item.Inputs.FirstOrDefault(i => i.Name == n)?.Value, types.ElementAtOrDefault(names.IndexOf(n)) ?? FeelType.Any), run);
    }

    private static LocalText? Wrong(KitExpectation expected, DmnNode? node, DmnOutcome outcome, DmnProgram program)
    {
        var found = outcome.Value;
        if (expected.Name != node?.Variable.Name && node is ServiceNode { Outputs.Count: > 1 } && found is IFeelContext all)
        {
            found = all.TryGet(expected.Name, out var part) ? part : null;
        }

        var known = node is null || program[node].Type.Feel.Kind == FeelKind.Any ? FeelValues.TypeOf(found) : program[node].Type.Feel;
        var wanted = KitValues.ToFeel(expected.Value, known);
        if (expected.IsError ? found is null : KitValues.AreEqual(wanted, found))
        {
            return null;
        }

        var because = outcome.Reasons.Count == 0 ? string.Empty : $" ({outcome.Reasons[0].Reason.En})";
        return new LocalText(
            $"{expected.Name}: expected {FeelValues.Text(wanted)}, found {FeelValues.Text(found)}{because}",
            $"{expected.Name}：应为 {FeelValues.Text(wanted)}，得到 {FeelValues.Text(found)}{because}");
    }
}

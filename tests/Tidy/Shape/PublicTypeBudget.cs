using System.Globalization;
using Workflows.Tidy.Frame;

namespace Workflows.Tidy.Shape;

/// <summary>Each project shows the outside at most as many types as public-types.txt grants it; the known contract is not in it.</summary>
public sealed class PublicTypeBudget : TidyRule
{
    private const string Budget = "tests/Tidy/public-types.txt";

    public override string Name => "public-type-budget";

    public override IReadOnlyList<SourceTree> Bad =>
    [
        SourceTree.Of((Budget, "engine 1"), ("engine/A.cs", "namespace Workflows.Engine; public class A { } public class B { }")),
        SourceTree.Of((Budget, ""), ("engine/A.cs", "namespace Workflows.Engine; public class A { }")),
    ];

    public override IReadOnlyList<SourceTree> Good =>
    [
        SourceTree.Of((Budget, "# why\nengine 1"), ("engine/A.cs", "namespace Workflows.Engine; public class A { } class B { }")),
        SourceTree.Of((Budget, "rules 0"), ("rules/A.cs", "namespace Workflows.Rules.Fluent; public class Rule { }")),
    ];

    public override IEnumerable<Finding> Check(SourceTree tree)
    {
        var budget = (tree.Find(Budget)?.Lines ?? [])
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split(' '))
            .ToDictionary(p => p[0], p => int.Parse(p[1], CultureInfo.InvariantCulture));
        return from project in tree.Product.GroupBy(f => f.Top)
               let shown = project.SelectMany(Types.TopLevel).Where(t => Types.IsPublic(t) && !Types.IsKnownContract(t))
                   .Select(Types.FullNameOf).Distinct().ToList()
               where shown.Count > budget.GetValueOrDefault(project.Key)
               select new Finding(Budget, 1,
                   $"{project.Key} shows {shown.Count} public types, its budget is {budget.GetValueOrDefault(project.Key)}",
                   "Make internal what nobody outside needs, or raise the budget in a commit that says why", project.Key, shown.Count);
    }
}

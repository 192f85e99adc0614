using System.Linq.Expressions;
using Workflows.Rules.RuleModel;

namespace Workflows.Rules.Tests.Network;

/// <summary>What a random rule concludes.</summary>
public sealed record Note(int Level, int Value)
{
    public override string ToString() => $"{Level}:{Value}";
}

/// <summary>A rule that concludes notes from items, and from the notes of a lower level or their absence.</summary>
public sealed record RandomLevel(int Kind, int Below, RandomCondition[] Conditions)
{
    public override string ToString() => $"{Kind} below {Below} ({string.Join(", ", Conditions.AsEnumerable())})";

    public IRuleDefinition Define(int level)
    {
        var item = new Declaration(typeof(Item), "item");
        var conditions = Conditions.Select(c => (RuleExpression)c.Lambda(item, []));
        List<RuleElement> elements = [Element.Pattern(item, FactKey.Of(typeof(Item)), conditions)];
        var lower = LowerOf(level);
        Expression<Func<Note, bool>> isLower = note => note.Level == lower;
        Expression<Func<Note, Item, bool>> fits = (note, item) => note.Value == item.C;
        var notes = Element.Pattern(new Declaration(typeof(Note), "note"), FactKey.Of(typeof(Note)), [isLower, fits]);
        switch (Kind)
        {
            case 0:
                elements.Add(notes);
                break;
            case 1:
                elements.Add(Element.Not(notes));
                break;
            case 2:
                elements.Add(Element.Exists(notes));
                break;
            case 3:
                Expression<Func<IEnumerable<Note>, bool>> few = all => !all.Skip(1).Any();
                elements.Add(Element.Pattern(
                    new Declaration(typeof(IEnumerable<Note>), "all"), [few], Element.Collect(typeof(IEnumerable<Note>), notes)));
                break;
        }

        Expression<Func<Item, Note>> conclude = item => new Note(level, item.B);
        return Element.RuleDefinition($"r{level}", Element.AndGroup(elements), Element.ActionGroup(Element.Conclude(conclude)));
    }

    public IEnumerable<Note> Conclude(int level, IReadOnlyList<Item> items, IReadOnlyList<Note> notes)
    {
        foreach (var item in items.Where(i => Conditions.All(c => c.Holds(i, []))))
        {
            var found = notes.Count(n => n.Level == LowerOf(level) && n.Value == item.C);
            var holds = Kind switch
            {
                0 or 2 => found > 0,
                1 => found == 0,
                3 => found < 2,
                _ => true,
            };
            if (holds)
            {
                yield return new Note(level, item.B);
            }
        }
    }

    private int LowerOf(int level) => level - 1 - (Below % (level + 1));
}

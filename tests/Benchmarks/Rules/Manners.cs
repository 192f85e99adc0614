using Workflows.Rules;
using Workflows.Rules.Fluent.Dsl;
using Workflows.Rules.RuleModel;

namespace Workflows.Benchmarks.Rules;

/// <summary>Miss Manners: seat guests so that neighbours differ in sex and share a hobby.</summary>
public sealed class Manners : Benchmark
{
    public override IReadOnlyList<string> Names => ["rules.manners-16", "rules.manners-32", "rules.manners-64", "rules.manners-128"];

    public override void Run(Report report)
    {
        var factory = Compiled.Of(
            new AssignFirstSeat(), new FindSeating(), new MakePath(), new PathDone(), new AreWeDone(), new Continue(), new PrintResults(),
                new AllDone());
        foreach (var (guests, firings) in new[] { (16, 183), (32, 623), (64, 2271), (128, 8639) })
        {
            ISession session = null!;
            object[] facts = null!;
            var fired = 0;
            var (ms, allocated) =
                Harness.Best(guests == 128 ? 2 : 3, () => (session, facts) = (factory.CreateSession(), Facts(guests)), () =>
            {
                session.InsertAll(facts);
                fired = session.Fire(20_000);
            });
            report.Figure($"rules.manners-{guests}", ms, "ms", allocated, Harness.Check("fired", firings, fired));
        }
    }

    private static object[] Facts(int guests)
    {
        var random = new SplitMix(3);
        List<object> facts = [];
        for (var i = 0; i < guests; i++)
        {
            var missing = random.Next(4);
            for (var hobby = 1; hobby <= 3; hobby++)
            {
                if (hobby != missing)
                {
                    facts.Add(new Guest { Name = i, IsMale = i % 2 == 0, Hobby = hobby });
                }
            }
        }

        return [.. facts, new LastSeat { Seat = guests }, new Count { Number = 1 }, new Phase { State = "start" }];
    }

    public sealed class Guest
    {
        public int Name { get; init; }

        public bool IsMale { get; init; }

        public int Hobby { get; init; }
    }

    public sealed class LastSeat
    {
        public int Seat { get; init; }
    }

    public sealed class Count
    {
        public int Number { get; set; }
    }

    public sealed class Phase
    {
        public string State { get; set; } = "";
    }

    public sealed class Seating
    {
        public int Id { get; init; }

        public int Previous { get; init; }

        public bool IsPathDone { get; set; }

        public int LeftSeat { get; init; }

        public int LeftGuest { get; init; }

        public int RightSeat { get; init; }

        public int RightGuest { get; init; }
    }

    public sealed class PathStep
    {
        public int Id { get; init; }

        public int Guest { get; init; }

        public int Seat { get; init; }
    }

    public sealed class Chosen
    {
        public int Id { get; init; }

        public int Guest { get; init; }

        public int Hobby { get; init; }
    }

    public sealed class AssignFirstSeat : Rule
    {
        public override void Define()
        {
            Phase phase = null!;
            Guest guest = null!;
            Count count = null!;
            When().Match(() => phase, p => p.State == "start").Match(() => guest).Match(() => count);
            Then().Do(ctx => Seat(ctx, phase, guest, count));
        }

        private static void Seat(IContext context, Phase phase, Guest guest, Count count)
        {
            var id = count.Number++;
            phase.State = "assign";
            context.UpdateAll([phase, count]);
            context.InsertAll([
                new Seating { Id = id, LeftSeat = 1, LeftGuest = guest.Name, RightSeat = 1, RightGuest = guest.Name, IsPathDone = true },
                new PathStep { Id = id, Guest = guest.Name, Seat = 1 }]);
        }
    }

    /// <remarks>
    /// The classic relies on an agenda that prefers the newest match. This one is first come first served, so the second condition says
    /// what that agenda implies: the seating that goes on is the newest. Engines with such an agenda match the older seatings too.
    /// </remarks>
    public sealed class FindSeating : Rule
    {
        public override void Define()
        {
            Phase phase = null!;
            Seating seating = null!;
            Guest right = null!;
            Guest next = null!;
            Count count = null!;
            When().Match(() => phase, p => p.State == "assign")
                .Match(() => seating, s => s.IsPathDone)
                .Not<Seating>(s => s.IsPathDone, s => s.Id > seating.Id)
                .Match(() => right, g => g.Name == seating.RightGuest)
                .Match(() => next, g => g.Hobby == right.Hobby, g => g.IsMale != right.IsMale)
                .Match(() => count)
                .Not<PathStep>(p => p.Id == seating.Id, p => p.Guest == next.Name)
                .Not<Chosen>(c => c.Id == seating.Id, c => c.Guest == next.Name, c => c.Hobby == right.Hobby);
            Then().Do(ctx => Seat(ctx, phase, seating, right, next, count));
        }

        private static void Seat(IContext context, Phase phase, Seating seating, Guest right, Guest next, Count count)
        {
            var id = count.Number++;
            phase.State = "path";
            context.UpdateAll([phase, count]);
            context.InsertAll([
                new Seating
                {
                    Id = id,
                    Previous = seating.Id,
                    LeftSeat = seating.RightSeat,
                    LeftGuest = right.Name,
                    RightSeat = seating.RightSeat + 1,
                    RightGuest = next.Name,
                },
                new PathStep { Id = id, Guest = next.Name, Seat = seating.RightSeat + 1 },
                new Chosen { Id = seating.Id, Guest = next.Name, Hobby = right.Hobby }]);
        }
    }

    [Priority(2)]
    public sealed class MakePath : Rule
    {
        public override void Define()
        {
            Phase phase = null!;
            Seating seating = null!;
            PathStep path = null!;
            When().Match(() => phase, p => p.State == "path")
                .Match(() => seating, s => !s.IsPathDone)
                .Match(() => path, p => p.Id == seating.Previous)
                .Not<PathStep>(p => p.Id == seating.Id, p => p.Guest == path.Guest);
            Then().Do(ctx => ctx.Insert(new PathStep { Id = seating.Id, Guest = path.Guest, Seat = path.Seat }));
        }
    }

    [Priority(1)]
    public sealed class PathDone : Rule
    {
        public override void Define()
        {
            Phase phase = null!;
            Seating seating = null!;
            When().Match(() => phase, p => p.State == "path").Match(() => seating, s => !s.IsPathDone);
            Then().Do(ctx => Finish(ctx, phase, seating));
        }

        private static void Finish(IContext context, Phase phase, Seating seating)
        {
            seating.IsPathDone = true;
            phase.State = "check";
            context.UpdateAll([seating, phase]);
        }
    }

    [Priority(1)]
    public sealed class AreWeDone : Rule
    {
        public override void Define()
        {
            Phase phase = null!;
            LastSeat last = null!;
            When().Match(() => phase, p => p.State == "check").Match(() => last).Exists<Seating>(s => s.RightSeat == last.Seat);
            Then().Do(ctx => Phases.Set(ctx, phase, "print"));
        }
    }

    public sealed class Continue : Rule
    {
        public override void Define()
        {
            Phase phase = null!;
            When().Match(() => phase, p => p.State == "check");
            Then().Do(ctx => Phases.Set(ctx, phase, "assign"));
        }
    }

    [Priority(1)]
    public sealed class PrintResults : Rule
    {
        public override void Define()
        {
            Phase phase = null!;
            LastSeat last = null!;
            Seating seating = null!;
            PathStep path = null!;
            When().Match(() => phase, p => p.State == "print")
                .Match(() => last)
                .Match(() => seating, s => s.RightSeat == last.Seat)
                .Match(() => path, p => p.Id == seating.Id);
            Then().Do(ctx => ctx.Retract(path));
        }
    }

    public sealed class AllDone : Rule
    {
        public override void Define()
        {
            Phase phase = null!;
            When().Match(() => phase, p => p.State == "print");
            Then().Do(ctx => ctx.Halt());
        }
    }

    private static class Phases
    {
        public static void Set(IContext context, Phase phase, string state)
        {
            phase.State = state;
            context.Update(phase);
        }
    }
}

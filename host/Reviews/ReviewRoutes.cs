using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Host.Problems;
using Workflows.Host.Security.Access;
using Workflows.Host.Security.Audit;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.Reviews;

/// <summary>Asking for a review, approving and sending back; alike for all that is drafted and published.</summary>
internal static class ReviewRoutes
{
    private const int MostCharacters = 2000;

    /// <summary>Adds the routes of reviews to the group of a kind of text.</summary>
    public static void MapReviews(
        this RouteGroupBuilder texts, ReviewedKind kind, Permission read, Permission edit, Permission publish)
    {
        var review = texts.MapGroup("/{name}/review");
        review.MapGet("", (string name, HttpContext context, ReviewBook book) => FindAsync(kind, name, publish, context, book))
            .Needs(read).Produces<ReviewView>();
        MapStep("", ReviewStep.Asked, edit);
        MapStep("/approve", ReviewStep.Approved, publish);
        MapStep("/send-back", ReviewStep.SentBack, publish);

        void MapStep(string path, ReviewStep step, Permission needed) => review
            .MapPost(path, (string name, Body<ReviewRemark> body, HttpContext context, ReviewBook book, AuditLog audit) =>
                StepAsync(new(kind, name, publish, step), body.Value.Remark, context, book, audit))
            .Needs(needed).Produces<ReviewView>();
    }

    /// <summary>Adds the routes of what an administrator says about reviews.</summary>
    public static void MapReviewSettings(this RouteGroupBuilder api)
    {
        api.MapGet("/settings/reviews", Settings).Needs(Permission.UseProduct).Produces<ReviewSettings>();
        api.MapPut("/settings/reviews", SetAsync).Needs(Permission.ManageSettings).Produces<ReviewSettings>();
    }

    private static Ok<ReviewSettings> Settings(HttpContext context, ReviewBook book)
    {
        Precondition.Tell(context, Precondition.TagOf(book.Settings));
        return TypedResults.Ok(book.Settings);
    }

    private static async Task<IResult> SetAsync(Body<ReviewSettings> body, HttpContext context, ReviewBook book, AuditLog audit)
    {
        if (Precondition.Fails(context, Precondition.TagOf(book.Settings)))
        {
            return HostProblems.Changed("settings");
        }

        await book.SetAsync(body.Value);
        var said = $"definitions: {Word(body.Value.Definitions)}, rules: {Word(body.Value.Rules)}";
        await audit.WriteAsync(context, "set reviews", "settings", AuditOutcome.Done, said);
        return Settings(context, book);

        static string Word(bool required) => required ? "required" : "not required";
    }

    private static async Task<IResult> FindAsync(
        ReviewedKind kind, string name, Permission publish, HttpContext context, ReviewBook book) =>
        await book.LatestAsync(kind, name) is { } text
            ? TypedResults.Ok(await ViewAsync(text, publish, context, book))
            : HostProblems.NotFound(NameOf(kind), name);

    private static async Task<IResult> StepAsync(Wanted wanted, string? remark, HttpContext context, ReviewBook book, AuditLog audit)
    {
        if (await book.LatestAsync(wanted.Kind, wanted.Name) is not { } text)
        {
            return HostProblems.NotFound(NameOf(wanted.Kind), wanted.Name);
        }

        if (context.Request.Headers.IfMatch.ToString().Trim('"') != text.ContentHash)
        {
            return HostProblems.Changed(NameOf(wanted.Kind));
        }

        if (Refusal(wanted, text, remark, await book.StepsAsync(wanted.Kind, wanted.Name), context.Actor()) is { } problem)
        {
            return problem;
        }

        await book.AddAsync(text, wanted.Step, context.Actor(), remark);
        await audit.WriteAsync(context, ActionOf(wanted.Step), wanted.Name, AuditOutcome.Done, $"version {text.Version}");
        return TypedResults.Ok(await ViewAsync(text, wanted.Publish, context, book));
    }

    private static Problem? Refusal(Wanted wanted, ReviewedText text, string? remark, List<ReviewRow> steps, string actor)
    {
        if (remark?.Length > MostCharacters)
        {
            return HostProblems.Invalid(new($"A remark has at most {MostCharacters} characters.", $"说明最多 {MostCharacters} 个字符。"));
        }

        if (wanted.Step == ReviewStep.Asked)
        {
            return null;
        }

        if (ReviewBook.StandingOf(text, steps) != ReviewState.Asked)
        {
            return HostProblems.Conflict(
                new("Nobody asks for a review of this draft as it is now.", "该草稿当前没有待处理的审核申请。"),
                new("Whoever drafts it asks for a review.", "请由编辑人员申请审核。"));
        }

        if (!MayDecide(text, steps, actor))
        {
            return HostProblems.Conflict(
                new("Whoever asks for a review or wrote the draft last does not decide it.", "申请审核的人和最后编辑草稿的人不能自行审核。"),
                new("Let somebody else with the right to publish look at it.", "请由另一位有发布权限的人员审核。"));
        }

        return wanted.Step == ReviewStep.SentBack && string.IsNullOrWhiteSpace(remark)
            ? HostProblems.Invalid(
                new("A draft that is sent back needs a remark.", "退回草稿时须填写说明。"), new("Write what is to be mended.", "请写明需要修改的内容。"))
            : null;
    }

    private static async Task<ReviewView> ViewAsync(ReviewedText text, Permission publish, HttpContext context, ReviewBook book)
    {
        var steps = await book.StepsAsync(text.Kind, text.Name);
        var state = ReviewBook.StandingOf(text, steps);
        var mayDecide = state == ReviewState.Asked && MayDecide(text, steps, context.Actor()) && RoleTable.Allows(context.User, publish);
        return new(
            state, text.Kind == ReviewedKind.Definition ? book.Settings.Definitions : book.Settings.Rules, mayDecide, text.ContentHash,
            [.. steps.Select(ReviewStepView.Of)]);
    }

    private static bool MayDecide(ReviewedText text, List<ReviewRow> newestFirst, string actor) =>
        text.EditedBy != actor && newestFirst.Find(row => row.Step == ReviewStep.Asked)?.Actor != actor;

    private static string NameOf(ReviewedKind kind) => kind == ReviewedKind.Definition ? "definition" : "rule set";

    private static string ActionOf(ReviewStep step) => step switch
    {
        ReviewStep.Asked => "ask for review",
        ReviewStep.Approved => "approve draft",
        _ => "send draft back",
    };

    private sealed record Wanted(ReviewedKind Kind, string Name, Permission Publish, ReviewStep Step);
}

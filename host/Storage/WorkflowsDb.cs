using Microsoft.EntityFrameworkCore;
using Workflows.Host.Storage.Rows;

namespace Workflows.Host.Storage;

/// <summary>
/// The schema of runs, messages, facts, definitions and rule sets, and the door for queries. Commits go through
/// <see cref="SqliteRunStore"/>, which writes the same tables with prepared commands.
/// </summary>
internal sealed class WorkflowsDb(DbContextOptions<WorkflowsDb> options) : DbContext(options)
{
    /// <summary>The last of the migrations: a file that has it is up to date.</summary>
    public const string NewestMigration = "20261127201507_ClosedTasks";

    public DbSet<RunRow> Runs => Set<RunRow>();
    public DbSet<HistoryRow> History => Set<HistoryRow>();
    public DbSet<BookmarkRow> Bookmarks => Set<BookmarkRow>();
    public DbSet<TimerRow> Timers => Set<TimerRow>();
    public DbSet<TaskRow> Tasks => Set<TaskRow>();
    public DbSet<TaskCommentRow> TaskComments => Set<TaskCommentRow>();
    public DbSet<SubstitutionRow> Substitutions => Set<SubstitutionRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();
    public DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();
    public DbSet<FactRow> Facts => Set<FactRow>();
    public DbSet<FactChangeRow> FactChanges => Set<FactChangeRow>();
    public DbSet<DefinitionRow> Definitions => Set<DefinitionRow>();
    public DbSet<RuleSetRow> RuleSets => Set<RuleSetRow>();
    public DbSet<ReviewRow> Reviews => Set<ReviewRow>();
    public DbSet<SettingRow> Settings => Set<SettingRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<RunRow>(run =>
        {
            run.HasKey(r => r.RunId);
            // Finished and cancelled runs (2 and 4) give their business key back; a faulted one can be repaired and holds it.
            run.HasIndex(r => new { r.DefinitionId, r.BusinessKey }).IsUnique()
                .HasFilter("BusinessKey IS NOT NULL AND Status NOT IN (2, 4)");
            // What lists of runs are asked for by, newest change first, with what is counted beside.
            run.HasIndex(r => new { r.UpdatedAt, r.RunId });
            run.HasIndex(r => new { r.Status, r.UpdatedAt, r.DefinitionId });
            run.HasIndex(r => new { r.DefinitionId, r.UpdatedAt, r.Status, r.CreatedAt });
            run.HasIndex(r => new { r.UpdatedAt, r.RunId }, "IX_Runs_Incidents").HasFilter("OpenIncidents > 0");
            run.HasIndex(r => r.CorrelationId).HasFilter("CorrelationId IS NOT NULL");
            run.HasIndex(r => r.ParentRunId).HasFilter("ParentRunId IS NOT NULL");
        });
        builder.Entity<HistoryRow>().HasKey(h => new { h.RunId, h.Sequence });
        builder.Entity<BookmarkRow>().HasIndex(b => new { b.Kind, b.Key, b.CorrelationId });
        builder.Entity<BookmarkRow>().HasIndex(b => b.RunId);
        builder.Entity<TimerRow>().HasIndex(t => t.DueAt);
        builder.Entity<TimerRow>().HasIndex(t => t.BookmarkId);
        builder.Entity<TaskRow>().HasIndex(t => new { t.State, t.DueAt });
        builder.Entity<TaskRow>().HasIndex(t => t.RunId);
        builder.Entity<TaskRow>().HasIndex(t => t.Assignee).HasFilter("Assignee IS NOT NULL");
        builder.Entity<TaskRow>().HasIndex(t => new { t.Assignee, t.State, t.ClosedAt }).HasFilter("ClosedAt IS NOT NULL");
        builder.Entity<TaskRow>().HasIndex(t => new { t.ClosedAt, t.State }).HasFilter("ClosedAt IS NOT NULL");
        builder.Entity<TaskCommentRow>().HasKey(c => c.Number);
        builder.Entity<TaskCommentRow>().HasIndex(c => c.TaskId);
        builder.Entity<SubstitutionRow>().HasKey(s => s.Number);
        builder.Entity<SubstitutionRow>().HasIndex(s => new { s.Substitute, s.LastDay });
        builder.Entity<SubstitutionRow>().HasIndex(s => new { s.Person, s.LastDay });
        builder.Entity<OutboxRow>().HasIndex(o => new { o.Dead, o.NextAttemptAt });
        builder.Entity<OutboxRow>().HasIndex(o => o.RunId);
        builder.Entity<DeliveryRow>().HasKey(d => d.Sequence);
        builder.Entity<DeliveryRow>().HasIndex(d => d.Id).IsUnique();
        builder.Entity<DeliveryRow>().HasIndex(d => d.ParkedUntil);
        builder.Entity<DeliveryRow>().HasIndex(d => new { d.Target, d.CorrelationId }).HasFilter("ParkedUntil IS NOT NULL");
        builder.Entity<IdempotencyRow>().HasKey(i => new { i.Scope, i.Key });
        builder.Entity<IdempotencyRow>().HasIndex(i => i.At);
        builder.Entity<FactRow>().HasKey(f => new { f.Type, f.Key });
        builder.Entity<FactChangeRow>().HasKey(f => f.Number);
        builder.Entity<DefinitionRow>().HasKey(d => d.VersionId);
        builder.Entity<DefinitionRow>().HasIndex(d => new { d.DefinitionId, d.Number }).IsUnique();
        builder.Entity<RuleSetRow>().HasKey(r => new { r.Name, r.Number });
        builder.Entity<ReviewRow>().HasKey(r => r.Number);
        builder.Entity<ReviewRow>().HasIndex(r => new { r.Kind, r.Name });
        builder.Entity<SettingRow>().HasKey(s => s.Name);
    }
}

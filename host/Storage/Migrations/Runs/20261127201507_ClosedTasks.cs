using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Host.Storage.Migrations.Runs
{
    /// <inheritdoc />
    public partial class ClosedTasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ClosedAt",
                table: "Tasks",
                type: "INTEGER",
                nullable: true);

            // Of tasks that are closed already the moment stands in their record; here to the second, in ticks.
            migrationBuilder.Sql("""
                UPDATE Tasks SET ClosedAt = 621355968000000000 + 10000000 * CAST(strftime('%s', json_extract(Json, '$.ClosedAt')) AS INTEGER)
                WHERE json_extract(Json, '$.ClosedAt') IS NOT NULL;
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_Assignee_State_ClosedAt",
                table: "Tasks",
                columns: new[] { "Assignee", "State", "ClosedAt" },
                filter: "ClosedAt IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_ClosedAt_State",
                table: "Tasks",
                columns: new[] { "ClosedAt", "State" },
                filter: "ClosedAt IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Tasks_Assignee_State_ClosedAt",
                table: "Tasks");

            migrationBuilder.DropIndex(
                name: "IX_Tasks_ClosedAt_State",
                table: "Tasks");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                table: "Tasks");
        }
    }
}

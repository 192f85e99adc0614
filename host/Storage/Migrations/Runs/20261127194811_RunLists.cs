using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Host.Storage.Migrations.Runs
{
    /// <inheritdoc />
    public partial class RunLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Runs_Status_UpdatedAt",
                table: "Runs");

            migrationBuilder.CreateIndex(
                name: "IX_Runs_DefinitionId_UpdatedAt_Status_CreatedAt",
                table: "Runs",
                columns: new[] { "DefinitionId", "UpdatedAt", "Status", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_Incidents",
                table: "Runs",
                columns: new[] { "UpdatedAt", "RunId" },
                filter: "OpenIncidents > 0");

            migrationBuilder.CreateIndex(
                name: "IX_Runs_Status_UpdatedAt_DefinitionId",
                table: "Runs",
                columns: new[] { "Status", "UpdatedAt", "DefinitionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_UpdatedAt_RunId",
                table: "Runs",
                columns: new[] { "UpdatedAt", "RunId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Runs_DefinitionId_UpdatedAt_Status_CreatedAt",
                table: "Runs");

            migrationBuilder.DropIndex(
                name: "IX_Runs_Incidents",
                table: "Runs");

            migrationBuilder.DropIndex(
                name: "IX_Runs_Status_UpdatedAt_DefinitionId",
                table: "Runs");

            migrationBuilder.DropIndex(
                name: "IX_Runs_UpdatedAt_RunId",
                table: "Runs");

            migrationBuilder.CreateIndex(
                name: "IX_Runs_Status_UpdatedAt",
                table: "Runs",
                columns: new[] { "Status", "UpdatedAt" });
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Host.Storage.Migrations.Runs
{
    /// <inheritdoc />
    public partial class ParkedDeliveries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ParkedUntil",
                table: "Deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_ParkedUntil",
                table: "Deliveries",
                column: "ParkedUntil");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Target_CorrelationId",
                table: "Deliveries",
                columns: new[] { "Target", "CorrelationId" },
                filter: "ParkedUntil IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Deliveries_ParkedUntil",
                table: "Deliveries");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Target_CorrelationId",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "ParkedUntil",
                table: "Deliveries");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Host.Storage.Migrations.Runs
{
    /// <inheritdoc />
    public partial class IdempotencyAge : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "At",
                table: "Idempotency",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            // Answers of before have no age: theirs begins now. Ticks since year 1, of which the first second of 1970 is the offset.
            migrationBuilder.Sql(
                "UPDATE Idempotency SET At = CAST(strftime('%s', 'now') AS INTEGER) * 10000000 + 621355968000000000");

            migrationBuilder.CreateIndex(
                name: "IX_Idempotency_At",
                table: "Idempotency",
                column: "At");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Idempotency_At",
                table: "Idempotency");

            migrationBuilder.DropColumn(
                name: "At",
                table: "Idempotency");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Host.Storage.Migrations.Runs
{
    /// <inheritdoc />
    public partial class ChainsAndAddresses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Depth",
                table: "Deliveries",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Depth",
                table: "FactChanges",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "EditedBy",
                table: "Definitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EditedBy",
                table: "RuleSets",
                type: "TEXT",
                nullable: true);

            // Only where runs wait for requests, so that others pay nothing. The model knows neither collations nor conditions of an index:
            // whoever rebuilds the table must make these anew.
            migrationBuilder.Sql(
                "CREATE INDEX IX_Bookmarks_Address ON Bookmarks (Key COLLATE NOCASE, CorrelationId) WHERE Kind = 'http'");
            migrationBuilder.Sql(
                "CREATE INDEX IX_Bookmarks_Route ON Bookmarks (Key) WHERE Kind = 'http' AND instr(Key, '{') > 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX IX_Bookmarks_Route");
            migrationBuilder.Sql("DROP INDEX IX_Bookmarks_Address");

            migrationBuilder.DropColumn(
                name: "EditedBy",
                table: "RuleSets");

            migrationBuilder.DropColumn(
                name: "EditedBy",
                table: "Definitions");

            migrationBuilder.DropColumn(
                name: "Depth",
                table: "FactChanges");

            migrationBuilder.DropColumn(
                name: "Depth",
                table: "Deliveries");
        }
    }
}

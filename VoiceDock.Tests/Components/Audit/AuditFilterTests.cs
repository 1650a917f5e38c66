using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Web.Audit;

namespace VoiceDock.Tests.Components.Audit;

[Trait("Kind", "Unit")]
public sealed class AuditFilterTests
{
    [Theory]
    [InlineData("")]
    [InlineData("?who=ann&what=trunk.update&object=Office PBX&from=2026-11-01T08:00Z&to=2026-11-02T08:30Z&page=3")]
    [InlineData("?what=refused")]
    public void Address_ReadAndWritten_IsTheSame(string query) =>
        Assert.Equal(query, Uri.UnescapeDataString(AuditFilter.Read(query).ToQueryString()));

    [Theory]
    [InlineData("?what=<b>&from=soon&page=-1&page=x&who=%20")]
    [InlineData("?page=0")]
    public void Address_Unreadable_MeansEverything(string query) => Assert.Equal(new AuditFilter(), AuditFilter.Read(query));

    [Fact]
    public void Csv_OfAnEntry_IsOneLineThatASpreadsheetDoesNotRun()
    {
        var entry = Entry("trunk.update", before: """{"name":"a, b"}""", after: """{"name":"=1+1"}""", name: "=HYPERLINK(\"x\")");

        var line = AuditCsv.Line(entry);

        Assert.EndsWith(",trunk.update,,trunk,t-1,\"'=HYPERLINK(\"\"x\"\")\",\"{\"\"name\"\":\"\"a, b\"\"}\",\"{\"\"name\"\":\"\"=1+1\"\"}\"\r\n", line, StringComparison.Ordinal);
        Assert.Equal(13, AuditCsv.Header.Count(c => c == ',') + 1);
    }

    [Fact]
    public void Details_ShowWhatWasAndWhatIs()
    {
        var details = AuditDetail.Of(Entry(
            "trunk.update", """{"codecs":["PCMA","PCMU"],"is_active":true,"name":"Old","port":null}""", """{"codecs":[],"is_active":false,"name":"","port":5061}""", "Old"));

        Assert.Equal(
            [new("codecs", "PCMA, PCMU", "none"), new("is_active", "yes", "no"), new("name", "Old", "empty"), new("port", null, "5061")],
            details);
    }

    [Theory]
    [InlineData("trunk.update", "Changed a trunk")]
    [InlineData("backup.write_copy", "Backup: write copy")]
    [InlineData("x", "X")]
    public void Action_HasWords_OrIsSpelledOut(string action, string words) => Assert.Equal(words, AuditWords.Of(action));

    internal static AuditEntry Entry(string action, string? before, string? after, string? name) => new()
    {
        Id = Guid.CreateVersion7(),
        At = new DateTime(2026, 11, 3, 9, 0, 0, DateTimeKind.Utc),
        ActorType = ActorType.Operator,
        ActorId = "1",
        ActorName = "ann",
        Action = action,
        ObjectType = "trunk",
        ObjectId = "t-1",
        ObjectName = name,
        Before = before,
        After = after,
    };
}

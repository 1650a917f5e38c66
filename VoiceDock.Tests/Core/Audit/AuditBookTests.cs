using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Audit;

[Trait("Kind", "Unit")]
public sealed class AuditBookTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly TestStorage _storage;
    private readonly AuditBook _book;

    public AuditBookTests()
    {
        _storage = new TestStorage(time: _time);
        _storage.Services.AdmitAnn();
        _book = _storage.Get<AuditBook>();
    }

    public static TheoryData<AuditQuery, string> Queries => new()
    {
        { new AuditQuery(), "delete refused done create" },
        { new AuditQuery(Who: "BO"), "refused done" },
        { new AuditQuery(Who: TestPeople.AnnId), "delete create" },
        { new AuditQuery(What: "trunk"), "delete create" },
        { new AuditQuery(What: "trunk.delete"), "delete" },
        { new AuditQuery(What: AuditQuery.Refused), "refused" },
        { new AuditQuery(Object: "office"), "delete create" },
        { new AuditQuery(Object: "100%"), "refused" },
        { new AuditQuery(Object: "_"), "" },
        { new AuditQuery(Object: "t-1"), "delete create" },
        { new AuditQuery(From: Noon.UtcDateTime.AddMinutes(1), To: Noon.UtcDateTime.AddMinutes(3)), "refused done" },
        { new AuditQuery(Who: "bo", What: "sign_in", From: Noon.UtcDateTime.AddMinutes(2)), "refused" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Filter_FindsWhatIsAskedFor(AuditQuery query, string verbs)
    {
        await FillAsync();

        var page = (await _book.ListAsync(query, 0, 50, TestPeople.Ann)).Value;

        Assert.Equal(verbs, string.Join(' ', page.Entries.Select(e => e.Action.Split('.')[1])));
        Assert.Equal(page.Entries.Count, page.Total);
    }

    [Fact]
    public async Task Pages_FollowEachOtherNewestFirst()
    {
        await FillAsync();

        var second = (await _book.ListAsync(new AuditQuery(), 3, 3, TestPeople.Ann)).Value;

        Assert.Equal(("trunk.create", 4), (Assert.Single(second.Entries).Action, second.Total));
    }

    [Fact]
    public async Task Export_GivesEverythingOnce_AndIsWrittenDown()
    {
        for (var i = 0; i < 2_500; i++)
            _storage.Get<AuditLog>().Note(Actor.System, "number.update", new AuditObject("number", $"{i}"));
        await _storage.Get<AuditWriter>().WriteAsync();

        List<AuditEntry> taken = [];
        await foreach (var portion in (await _book.ExportAsync(new AuditQuery(What: "number"), TestPeople.Ann)).Value)
            taken.AddRange(portion);

        Assert.Equal(2_500, taken.Select(e => e.ObjectId).Distinct().Count());
        Assert.Equal(2_500, taken.Count);
        var export = (await _storage.EntriesAsync()).Single(e => e.Action == "audit.export");
        Assert.Equal(("ann", """{"what":"number"}"""), (export.ActorName, export.After));
    }

    [Fact]
    public async Task Reading_IsForAdministratorsOnly()
    {
        var nobody = new Actor(ActorType.Operator, Guid.NewGuid().ToString(), "nobody");

        Assert.Equal("forbidden", (await _book.ListAsync(new AuditQuery(), 0, 50, nobody)).Error?.Code);
        Assert.Equal("forbidden", (await _book.ExportAsync(new AuditQuery(), nobody)).Error?.Code);
        Assert.Equal(["audit.list", "audit.export"], (await _storage.EntriesAsync()).Select(e => e.Action));
    }

    public void Dispose() => _storage.Dispose();

    private async Task FillAsync()
    {
        var log = _storage.Get<AuditLog>();
        var bob = new Actor(ActorType.Operator, Guid.NewGuid().ToString(), "Bob");
        var trunk = new AuditObject("trunk", "t-1", "Office PBX");
        await log.NoteAsync(TestPeople.Ann, "trunk.create", trunk);
        _time.Advance(TimeSpan.FromMinutes(1));
        await log.NoteAsync(bob, "sign_in.done");
        _time.Advance(TimeSpan.FromMinutes(1));
        await log.NoteAsync(bob, "sign_in.refused", new AuditObject("person", "b", "100% Bob"), refusal: "wrong_password");
        _time.Advance(TimeSpan.FromMinutes(1));
        await log.NoteAsync(TestPeople.Ann, "trunk.delete", trunk);
    }
}

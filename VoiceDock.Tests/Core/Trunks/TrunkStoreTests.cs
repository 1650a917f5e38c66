using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Trunks;

[Trait("Kind", "Unit")]
public sealed class TrunkStoreTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero));
    private readonly DomainRooms _rooms;

    public TrunkStoreTests() => _rooms = new DomainRooms(_time);

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task Create_WithPresetOnly_TakesThePresetsDefaults()
    {
        var trunk = await Create(TrunkSamples.Office());

        Assert.Equal((NumberFormat.E164Plain, true, "[0-9]{2,6}"), (trunk.NumberFormat, trunk.AllowExtensions, trunk.ExtensionPattern));
        Assert.Equal((30, 10, 2.0), (trunk.RingTimeoutSeconds, trunk.MaxConcurrentCalls, trunk.MaxCallsPerSecond));
        Assert.Equal(("hms-sovereign", "hms-sovereign"), (trunk.Username, trunk.AuthUsername));
        Assert.Equal(["PCMA", "PCMU", "G722"], trunk.Codecs);
        Assert.Equal((true, "Ann", _time.GetUtcNow().UtcDateTime), (trunk.HasPassword, trunk.PasswordSetBy, trunk.CreatedAt));
        Assert.False(trunk.IsPractice);
    }

    [Fact]
    public async Task Create_ThenReadFromTheFile_IsTheSame()
    {
        var made = await Create(TrunkSamples.Office());

        var found = await _rooms.Trunks.FindAsync(made.Id);

        Assert.All(typeof(Trunk).GetProperties(), p => Assert.Equal(p.GetValue(made), p.GetValue(found)));
        Assert.Equal(made.Id, Assert.Single(await _rooms.Trunks.ListAsync()).Id);
        Assert.Same(made, _rooms.TrunkDirectory.Find(made.Id));
    }

    [Fact]
    public async Task List_IsNewestFirst_DirectoryOldestFirst()
    {
        var first = await Create(TrunkSamples.Office("A"));
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = await Create(TrunkSamples.Office("B"));

        Assert.Equal([second.Id, first.Id], (await _rooms.Trunks.ListAsync()).Select(t => t.Id));
        Assert.Equal([first.Id, second.Id], _rooms.TrunkDirectory.All.Select(t => t.Id));
    }

    [Fact]
    public async Task Create_BadFields_IsRefusedAndStoresNothing()
    {
        var refusal = (await _rooms.Trunks.CreateAsync(new TrunkInput { Transport = "sctp" }, TrunkSamples.Ann)).Error;

        Assert.Equal((ErrorKind.Invalid, "validation_failed"), (refusal?.Kind, refusal?.Code));
        Assert.Equal(["name: is required", "host: is required", "transport: must be one of udp, tcp, tls"], refusal!.Details);
        Assert.Empty(await _rooms.Trunks.ListAsync());
    }

    [Theory]
    [InlineData("169.254.169.254", 5060)]
    [InlineData("0.0.0.0", 5060)]
    [InlineData("224.0.0.1", 5060)]
    [InlineData("::ffff:169.254.169.254", 5060)]
    [InlineData("192.168.1.100", 80)]
    [InlineData("pbx.example.com", 5432)]
    public async Task Create_AddressNothingMayBeSentTo_IsTargetRefused(string host, int port)
    {
        var input = TrunkSamples.Office(host: host);
        input.Port = port;

        Assert.Equal("target_refused", (await _rooms.Trunks.CreateAsync(input, TrunkSamples.Ann)).Error?.Code);
    }

    [Fact]
    public async Task Create_PrivateAddressWhileOnlyLoopbackMayBeUsed_IsStored()
    {
        using var rooms = new DomainRooms(_time, targets: "loopback");

        Assert.True((await rooms.Trunks.CreateAsync(TrunkSamples.Office(), TrunkSamples.Ann)).IsOk);
    }

    [Fact]
    public async Task Update_SentFieldsOnly_OthersStay()
    {
        var trunk = await Create(TrunkSamples.Office());
        _time.Advance(TimeSpan.FromMinutes(1));

        var changed = (await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Name = "Berlin", NumberPrefix = "9" }, TrunkSamples.Ann)).Value;

        Assert.Equal(("Berlin", "9", trunk.Host, trunk.NumberFormat), (changed.Name, changed.NumberPrefix, changed.Host, changed.NumberFormat));
        Assert.Equal(_time.GetUtcNow().UtcDateTime, changed.UpdatedAt);
        Assert.Equal("Office PBX", trunk.Name); // what was handed out before is not touched
    }

    [Fact]
    public async Task Update_WithWhatIsThereAlready_ChangesNothingAndTellsNobody()
    {
        var trunk = await Create(TrunkSamples.Office());
        _time.Advance(TimeSpan.FromMinutes(1));
        var told = 0;
        _rooms.TrunkDirectory.Changed += _ => told++;

        var same = (await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Name = trunk.Name, Codecs = trunk.Codecs.ToArray() }, TrunkSamples.Ann)).Value;

        Assert.Equal((trunk.UpdatedAt, 0), (same.UpdatedAt, told));
    }

    [Fact]
    public async Task Update_NullWhereADefaultExists_GoesBackToTheDefault()
    {
        var input = TrunkSamples.Office();
        (input.RingTimeoutSeconds, input.NumberFormat) = (99, "as_entered");
        var trunk = await Create(input);

        var changed = (await _rooms.Trunks.UpdateAsync(
            trunk.Id, new TrunkPatch { RingTimeoutSeconds = (int?)null, NumberFormat = (string?)null, Port = (int?)null }, TrunkSamples.Ann)).Value;

        Assert.Equal((30, NumberFormat.E164Plain, null, 5060), (changed.RingTimeoutSeconds, changed.NumberFormat, changed.Port, changed.EffectivePort));
    }

    [Fact]
    public async Task UnknownId_IsNotFoundEverywhere()
    {
        var id = Guid.CreateVersion7();

        Assert.Null(await _rooms.Trunks.FindAsync(id));
        Assert.Equal("not_found", (await _rooms.Trunks.UpdateAsync(id, new TrunkPatch(), TrunkSamples.Ann)).Error?.Code);
        Assert.Equal("not_found", (await _rooms.Trunks.DeleteAsync(id, TrunkSamples.Ann)).Error?.Code);
    }

    [Fact]
    public async Task Delete_TrunkOfTwoNumbers_NullsThemAndSaysHowMany()
    {
        var trunk = await Create(TrunkSamples.Office());
        var other = await Create(TrunkSamples.Office("Other"));
        var first = await CreateNumber("+31201234567", trunk.Id);
        await CreateNumber("+31201234568", trunk.Id);
        var kept = await CreateNumber("+31201234569", other.Id);
        Assert.Equal(2, (await _rooms.Trunks.CountNumbersAsync())[trunk.Id]);
        _time.Advance(TimeSpan.FromMinutes(1));

        var released = await _rooms.Trunks.DeleteAsync(trunk.Id, TrunkSamples.Ann);

        Assert.Equal(2, released.Value);
        var number = await _rooms.Numbers.FindAsync(first.Id);
        Assert.Equal((null, _time.GetUtcNow().UtcDateTime), (number!.TransferTrunkId, number.UpdatedAt));
        Assert.Null(_rooms.NumberDirectory.Find(first.Id)!.TransferTrunkId);
        Assert.Equal(other.Id, (await _rooms.Numbers.FindAsync(kept.Id))!.TransferTrunkId);
        Assert.Null(await _rooms.Trunks.FindAsync(trunk.Id));
        Assert.Null(_rooms.TrunkDirectory.Find(trunk.Id));
        Assert.Equal(CredentialState.None, _rooms.Credentials.StateOf(trunk.Id));
    }

    [Fact]
    public async Task Changes_AreTold_WhenTheDirectoryShowsThem()
    {
        List<(TrunkChangeKind, bool InDirectory)> told = [];
        _rooms.TrunkDirectory.Changed += c => told.Add((c.Kind, _rooms.TrunkDirectory.Find(c.Trunk.Id) is not null));

        var trunk = await Create(TrunkSamples.Office());
        await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Name = "X" }, TrunkSamples.Ann);
        await _rooms.Trunks.DeleteAsync(trunk.Id, TrunkSamples.Ann);

        Assert.Equal([(TrunkChangeKind.Created, true), (TrunkChangeKind.Updated, true), (TrunkChangeKind.Deleted, false)], told);
    }

    [Fact]
    public async Task Backup_ThatExists_IsKept_AndGoesWithTheTrunkItNames()
    {
        var backup = await Create(TrunkSamples.Office("B"));
        var trunk = await Create(WithBackup("A", backup.Id));
        Assert.Equal(backup.Id, trunk.BackupTrunkId);
        _time.Advance(TimeSpan.FromSeconds(1));

        await _rooms.Trunks.DeleteAsync(backup.Id, TrunkSamples.Ann);

        Assert.Null(_rooms.TrunkDirectory.Find(trunk.Id)!.BackupTrunkId);
        Assert.Equal((null, _time.GetUtcNow().UtcDateTime), ((await _rooms.Trunks.FindAsync(trunk.Id))!.BackupTrunkId, _rooms.TrunkDirectory.Find(trunk.Id)!.UpdatedAt));
    }

    [Fact]
    public async Task Backup_ThatDoesNotExist_IsUnknownTrunk() =>
        Assert.Equal("unknown_trunk", (await _rooms.Trunks.CreateAsync(WithBackup("A", Guid.NewGuid()), TrunkSamples.Ann)).Error?.Code);

    [Fact]
    public async Task Backup_ThatClosesACircle_IsRefusedWithItsWay()
    {
        var a = await Create(TrunkSamples.Office("A"));
        var b = await Create(WithBackup("B", a.Id));
        var c = await Create(WithBackup("C", b.Id));

        var itself = await _rooms.Trunks.UpdateAsync(a.Id, new TrunkPatch { BackupTrunkId = a.Id.ToString() }, TrunkSamples.Ann);
        var round = await _rooms.Trunks.UpdateAsync(a.Id, new TrunkPatch { BackupTrunkId = c.Id.ToString() }, TrunkSamples.Ann);
        var cleared = await _rooms.Trunks.UpdateAsync(b.Id, new TrunkPatch { BackupTrunkId = new Optional<string?>(null) }, TrunkSamples.Ann);

        Assert.Equal((ErrorKind.Unprocessable, "backup_cycle"), (itself.Error?.Kind, itself.Error?.Code));
        Assert.Equal(["backup_trunk_id: would close a circle (A → C → B → A)"], round.Error!.Details);
        Assert.Null(cleared.Value.BackupTrunkId);
        Assert.True((await _rooms.Trunks.UpdateAsync(a.Id, new TrunkPatch { BackupTrunkId = c.Id.ToString() }, TrunkSamples.Ann)).Error?.Code == null);
    }

    [Fact]
    public async Task LearnRealm_FirstOneWins_AndIsForgottenWhenTheHostChanges()
    {
        var trunk = await Create(TrunkSamples.Office());

        await _rooms.Trunks.LearnRealmAsync(trunk, "asterisk");
        await _rooms.Trunks.LearnRealmAsync(trunk, "other");
        var learnt = _rooms.TrunkDirectory.Find(trunk.Id)!;
        Assert.Equal(("asterisk", true), (learnt.Realm, learnt.RealmIsLearnt));

        var moved = (await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Host = "10.0.0.9", Password = "again" }, TrunkSamples.Ann)).Value;
        Assert.Null(moved.Realm);

        await _rooms.Trunks.LearnRealmAsync(trunk, "late answer of the old host");
        Assert.Null(_rooms.TrunkDirectory.Find(trunk.Id)!.Realm);
    }

    [Fact]
    public async Task Create_ManyAtOnce_AllAreThere()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => _rooms.Trunks.CreateAsync(TrunkSamples.Office($"T{i}"), TrunkSamples.Ann)));

        Assert.All(made, r => Assert.True(r.IsOk));
        Assert.Equal(12, _rooms.TrunkDirectory.All.Count);
    }

    private static TrunkInput WithBackup(string name, Guid backup)
    {
        var input = TrunkSamples.Office(name);
        input.BackupTrunkId = backup.ToString();
        return input;
    }

    private async Task<Trunk> Create(TrunkInput input) => (await _rooms.Trunks.CreateAsync(input, TrunkSamples.Ann)).Value;

    private async Task<Number> CreateNumber(string phone, Guid trunk) =>
        (await _rooms.Numbers.CreateAsync(new NumberInput { PhoneNumber = phone, TransferTrunkId = trunk }, TrunkSamples.Ann)).Value;
}

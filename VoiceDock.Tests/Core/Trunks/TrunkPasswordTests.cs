using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Trunks;

[Trait("Kind", "Unit")]
public sealed class TrunkPasswordTests : IDisposable
{
    private readonly DomainRooms _rooms = new();

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task Password_Opens_ForTheDigestOnly()
    {
        var trunk = await Create();

        Assert.Equal(CredentialState.Ok, _rooms.Credentials.StateOf(trunk.Id));
        Assert.Equal(TrunkSamples.Password, Encoding.UTF8.GetString(_rooms.Credentials.CopyPassword(trunk.Id)!));
        Assert.DoesNotContain(TrunkSamples.Password, JsonSerializer.Serialize(trunk));
        Assert.Null(TrunkInput.From(trunk).Password);
    }

    [Fact]
    public void Trunk_HasNoMemberThatCouldHoldAPassword() =>
        Assert.Equal(
            ["HasPassword", "HasRegistrationPassword", "PasswordSetAt", "PasswordSetBy", "RegistrationSecretVersion", "SecretVersion"],
            typeof(Trunk).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Select(p => p.Name).Where(n => n.Contains("Pass") || n.Contains("Secret") || n.Contains("Cred")).Order());

    [Fact]
    public async Task Password_SearchedInEveryFileByteWise_IsAbsent()
    {
        await Create();

        foreach (var file in Directory.EnumerateFiles(_rooms.Storage.Folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock")))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory);
            foreach (var form in new[] { Encoding.UTF8.GetBytes(TrunkSamples.Password), Encoding.Unicode.GetBytes(TrunkSamples.Password) })
                Assert.True(memory.ToArray().AsSpan().IndexOf(form) < 0, $"found in {Path.GetFileName(file)}");
        }
    }

    [Fact]
    public async Task Password_AfterARestart_StillOpens()
    {
        using var folder = new TemporaryFolder();
        Guid id;
        using (var before = new DomainRooms(folder: folder.Path)) id = (await before.Trunks.CreateAsync(TrunkSamples.Office(), TrunkSamples.Ann)).Value.Id;

        using var after = new DomainRooms(folder: folder.Path);
        await after.LoadAsync();

        Assert.Equal(TrunkSamples.Password, Encoding.UTF8.GetString(after.Credentials.CopyPassword(id)!));
    }

    [Fact]
    public async Task Password_AbsentKeeps_NullClears_ValueReplaces()
    {
        var trunk = await Create();

        await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Name = "X" }, TrunkSamples.Ann);
        Assert.Equal(TrunkSamples.Password, Encoding.UTF8.GetString(_rooms.Credentials.CopyPassword(trunk.Id)!));

        await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Password = "second" }, TrunkSamples.Ann);
        Assert.Equal("second", Encoding.UTF8.GetString(_rooms.Credentials.CopyPassword(trunk.Id)!));

        var cleared = (await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Password = (string?)null }, TrunkSamples.Ann)).Value;
        Assert.Equal((false, CredentialState.None), (cleared.HasPassword, _rooms.Credentials.StateOf(trunk.Id)));
        Assert.Null(_rooms.Credentials.CopyPassword(trunk.Id));
    }

    [Fact]
    public async Task Password_MovedToAnotherTrunksRow_IsCorrupt()
    {
        var trunk = await Create();
        var other = await Create();
        await using (var db = _rooms.Storage.OpenDb())
        {
            var blob = (await db.Set<TrunkSecret>().AsNoTracking().SingleAsync(s => s.TrunkId == trunk.Id)).Password!;
            var row = await db.Set<TrunkSecret>().SingleAsync(s => s.TrunkId == other.Id);
            row.Password = blob;
            await db.SaveChangesAsync();
        }

        await _rooms.LoadAsync();

        Assert.Equal((CredentialState.Ok, CredentialState.Corrupt), (_rooms.Credentials.StateOf(trunk.Id), _rooms.Credentials.StateOf(other.Id)));
        Assert.Null(_rooms.Credentials.CopyPassword(other.Id));
    }

    [Fact]
    public async Task Password_OldBlobPutBack_IsCorrupt()
    {
        var trunk = await Create();
        await using var db = _rooms.Storage.OpenDb();
        var old = (await db.Set<TrunkSecret>().AsNoTracking().SingleAsync()).Password;
        await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Password = "second" }, TrunkSamples.Ann);
        (await db.Set<TrunkSecret>().SingleAsync()).Password = old;
        await db.SaveChangesAsync();

        await _rooms.LoadAsync();

        Assert.Equal(CredentialState.Corrupt, _rooms.Credentials.StateOf(trunk.Id));
    }

    [Fact]
    public async Task Password_RowGone_IsCorruptNotNone()
    {
        var trunk = await Create();
        await using (var db = _rooms.Storage.OpenDb()) await db.Set<TrunkSecret>().ExecuteDeleteAsync();

        await _rooms.LoadAsync();

        Assert.Equal(CredentialState.Corrupt, _rooms.Credentials.StateOf(trunk.Id));
    }

    public static TheoryData<string, TrunkPatch> Moves => new()
    {
        { "host", new TrunkPatch { Host = "10.0.0.9" } },
        { "transport", new TrunkPatch { Transport = "tls" } },
        { "transport", new TrunkPatch { Transport = "tcp" } },
        { "realm", new TrunkPatch { Realm = "elsewhere" } },
        { "realm", new TrunkPatch { Realm = (string?)null } },
    };

    [Fact]
    public async Task TransportGoneBackToThePresets_IsAMoveToo()
    {
        var input = TrunkSamples.Office();
        (input.Transport, input.Port) = ("tls", 5061);
        var trunk = (await _rooms.Trunks.CreateAsync(input, TrunkSamples.Ann)).Value;

        var refusal = (await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Transport = new(null) }, TrunkSamples.Ann)).Error;

        Assert.Equal("password_required", refusal?.Code);
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task Move_WithoutThePassword_IsRefusedAndChangesNothing(string field, TrunkPatch patch)
    {
        var input = TrunkSamples.Office();
        input.Realm = "asterisk";
        var trunk = (await _rooms.Trunks.CreateAsync(input, TrunkSamples.Ann)).Value;

        var refusal = (await _rooms.Trunks.UpdateAsync(trunk.Id, patch, TrunkSamples.Ann)).Error;

        Assert.Equal("password_required", refusal?.Code);
        Assert.StartsWith(field, Assert.Single(refusal!.Details));
        Assert.Equal((trunk.Host, trunk.Realm), ((await _rooms.Trunks.FindAsync(trunk.Id))!.Host, (await _rooms.Trunks.FindAsync(trunk.Id))!.Realm));
    }

    [Fact]
    public async Task Move_WithThePasswordOrClearingIt_IsTaken()
    {
        var first = await Create();
        var second = await Create();

        Assert.True((await _rooms.Trunks.UpdateAsync(first.Id, new TrunkPatch { Host = "10.0.0.9", Password = "p" }, TrunkSamples.Ann)).IsOk);
        Assert.True((await _rooms.Trunks.UpdateAsync(second.Id, new TrunkPatch { Host = "10.0.0.9", Password = (string?)null }, TrunkSamples.Ann)).IsOk);
        Assert.True((await _rooms.Trunks.UpdateAsync(second.Id, new TrunkPatch { Host = "10.0.0.10" }, TrunkSamples.Ann)).IsOk); // nothing to leak
    }

    [Fact]
    public async Task Move_ToTheSameHostInAnotherSpelling_NeedsNoPassword()
    {
        var trunk = (await _rooms.Trunks.CreateAsync(TrunkSamples.Office(host: "pbx.example.com"), TrunkSamples.Ann)).Value;

        Assert.True((await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Host = "PBX.example.com." }, TrunkSamples.Ann)).IsOk);
    }

    private async Task<Trunk> Create() => (await _rooms.Trunks.CreateAsync(TrunkSamples.Office(), TrunkSamples.Ann)).Value;

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("voicedock-test-").FullName;

        public void Dispose() => CanaryFolder.Remove(Path);
    }
}

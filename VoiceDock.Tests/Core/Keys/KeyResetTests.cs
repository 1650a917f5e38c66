using System.Runtime.Versioning;
using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Idempotency;
using VoiceDock.Core.Keys;
using VoiceDock.Core.Security;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Keys;

/// <summary>The master key is lost for good.</summary>
[Trait("Kind", "Unit")]
[SupportedOSPlatform("linux")]
public sealed class KeyResetTests : IDisposable
{
    private readonly KeyScene _scene = new();
    private string _token = "";

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task LostKey_IsReplaced_AndTrunksAskForTheirPasswords()
    {
        await FillAsync();
        File.Delete(_scene.KeyFile);

        using (var ready = Reset().Begin())
        {
            Assert.Equal(5, ready.CountSecrets());
            var done = ready.Apply();
            Assert.Equal(_scene.KeyFile, done.File);
            Assert.True(new FileInfo(done.Copy).Length > 0);
        }

        using var rooms = _scene.Open();
        await rooms.LoadAsync();
        Assert.Equal(3, rooms.TrunkDirectory.All.Count);
        Assert.All(rooms.TrunkDirectory.All, t => Assert.Equal(CredentialState.Corrupt, rooms.Credentials.StateOf(t.Id)));
        Assert.Equal(ApiKeyRefusal.Unknown, (await rooms.Storage.Get<ApiKeyStore>().FindAsync(_token, null)).Refusal);
        var key = Assert.Single((await rooms.Storage.Get<ApiKeyStore>().ListAsync(TrunkSamples.Ann)).Value);
        Assert.Equal("the master key was lost and reset", key.RevokedBecause);

        var trunk = rooms.TrunkDirectory.All[0];
        await rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Password = "typed again" }, TrunkSamples.Ann);
        Assert.Equal(CredentialState.Ok, rooms.Credentials.StateOf(trunk.Id));
    }

    [Theory]
    [InlineData("not a key")]
    [InlineData("")]
    public async Task BrokenKeyFile_IsPutAside(string content)
    {
        await FillAsync();
        await File.WriteAllTextAsync(_scene.KeyFile, content, TestContext.Current.CancellationToken);
        using (var ready = Reset().Begin()) ready.Apply();
        Assert.Equal(content, await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(_scene.Folder, "keys"), "*.unusable-*")), TestContext.Current.CancellationToken));
        using var rooms = _scene.Open();
        await rooms.LoadAsync();
        Assert.Equal(3, rooms.TrunkDirectory.All.Count);
    }

    [Fact]
    public async Task OtherKeyThatIsGiven_BecomesTheDatabasesKey()
    {
        await FillAsync();
        var key = MasterKey.Generate();
        using (var ready = Reset(("VOICEDOCK_MASTER_KEY", key.Write())).Begin()) Assert.Equal((key.Id, null), (ready.Apply() is var done ? done.MasterId : "", done.File));
        using var rooms = _scene.Open(("VOICEDOCK_MASTER_KEY", key.Write()));
        Assert.Equal(key.Id, rooms.Storage.Get<MasterKey>().Id);
    }

    [Fact]
    public async Task KeyThatOpensTheDatabase_IsNotReset()
    {
        await FillAsync();
        AssertRefused(1, "there is nothing to reset");
    }

    [Fact]
    public async Task KeyThatOthersCanRead_IsNoLostKey()
    {
        await FillAsync();
        File.SetUnixFileMode(_scene.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        AssertRefused(78, "chmod 600");
    }

    [Fact]
    public async Task FolderInUse_IsLeftAlone()
    {
        await FillAsync();
        using var rooms = _scene.Open();
        Assert.Equal(75, Assert.Throws<StartupException>(() => Reset().Begin()).ExitCode);
    }

    [Fact]
    public async Task Looking_ChangesNothing()
    {
        await FillAsync();
        File.Delete(_scene.KeyFile);
        var before = FolderHashes.Of(_scene.Folder);
        using (var ready = Reset().Begin()) Assert.Equal(5, ready.CountSecrets());
        Assert.Equal(before, FolderHashes.Of(_scene.Folder));
    }

    private void AssertRefused(int code, string words)
    {
        var before = FolderHashes.Of(_scene.Folder);
        var refused = Assert.Throws<StartupException>(() => Reset().Begin());
        Assert.Equal(code, refused.ExitCode);
        Assert.Contains(words, refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(before, FolderHashes.Of(_scene.Folder));
    }

    private async Task FillAsync()
    {
        using var rooms = _scene.Open();
        await KeyScene.FillAsync(rooms);
        _token = (await rooms.Storage.Get<ApiKeyStore>().CreateAsync(new ApiKeyInput { Name = "k", Scopes = [ApiScopes.CallsRead] }, Actor.System)).Value.Token;
    }

    private KeyReset Reset(params (string, string?)[] settings)
    {
        // The rooms' own declarations, from a storage of another folder.
        using var rooms = new DomainRooms(more: (services, configuration) => services.AddIdempotency(configuration));
        var columns = (IEnumerable<SealedColumn>)rooms.Storage.Services.GetService(typeof(IEnumerable<SealedColumn>))!;
        var steps = (IEnumerable<LostKeyStep>)rooms.Storage.Services.GetService(typeof(IEnumerable<LostKeyStep>))!;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Data", _scene.Folder), .. settings.Select(s => KeyValuePair.Create(s.Item1, s.Item2))]).Build();
        return new KeyReset(configuration, new RunMode(false), [.. columns], [.. steps], rooms.Storage.Get<AuditLog>(), TimeProvider.System);
    }
}

using System.IO.Compression;
using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Backups;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Tests.Core.Keys;
using VoiceDock.Tests.Core.Trunks;

namespace VoiceDock.Tests.Core.Backups;

/// <summary>A data folder with secrets, a backup of it, and a second folder to restore into.</summary>
internal sealed class BackupScene : IDisposable
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("voicedock-backups-");

    public KeyScene Source { get; } = new();

    public KeyScene Target { get; } = new();

    public string NewPath() => Path.Combine(_files.FullName, $"{Guid.CreateVersion7():N}.backup");

    /// <summary>Fills the source, if it is empty, and makes a backup of it while it is open.</summary>
    public async Task<string> BackUpAsync()
    {
        using var rooms = Source.Open();
        if ((await rooms.Trunks.ListAsync()).Count == 0) await KeyScene.FillAsync(rooms);
        return await BackUpAsync(rooms);
    }

    public async Task<string> BackUpAsync(DomainRooms rooms)
    {
        var path = NewPath();
        await using var file = BackupFile.Create(path);
        var result = await rooms.Storage.Get<BackupWriter>().WriteAsync(TrunkSamples.Ann, _ => Task.FromResult(file.Stream), TestContext.Current.CancellationToken);
        Assert.True(result.IsOk, result.Error?.Message);
        Assert.Equal(result.Value, await file.CompleteAsync(TestContext.Current.CancellationToken));
        return path;
    }

    /// <summary>The source's master key, where the target's program looks for it.</summary>
    public void GiveKey()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target.KeyFile)!);
        File.Copy(Source.KeyFile, Target.KeyFile, overwrite: true);
    }

    public static BackupRestore Restore(KeyScene into, params (string Key, string? Value)[] settings)
    {
        using var rooms = new DomainRooms();
        var columns = (IEnumerable<SealedColumn>)rooms.Storage.Services.GetService(typeof(IEnumerable<SealedColumn>))!;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Data", into.Folder), .. settings.Select(s => KeyValuePair.Create(s.Key, s.Value))]).Build();
        return new BackupRestore(configuration, new RunMode(false), [.. columns], rooms.Storage.Get<AuditLog>(), TimeProvider.System);
    }

    public static byte[] Entry(string archive, string name)
    {
        using var zip = ZipFile.OpenRead(archive);
        using var stream = zip.GetEntry(name)!.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public void Dispose()
    {
        Source.Dispose();
        Target.Dispose();
        _files.Delete(recursive: true);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Support;

/// <summary>
/// Real storage in a folder of its own: SQLite file, migrations, master key, sign-in services. Add a room's door in <paramref name="more"/>.
/// The folder is removed with it, unless it was given.
/// </summary>
public sealed class TestStorage : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly string? _ownFolder;

    /// <param name="folder">An existing folder to open again; null makes a temporary one.</param>
    /// <param name="settings">Settings beside the folder, such as <c>Sip:Targets</c>.</param>
    public TestStorage(string? folder = null, TimeProvider? time = null, Action<IServiceCollection, IConfiguration>? more = null, params (string Key, string? Value)[] settings)
    {
        _ownFolder = folder is null ? Directory.CreateTempSubdirectory("voicedock-test-").FullName : null;
        Folder = folder ?? _ownFolder!;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Data", Folder), new("Sip:Targets", "loopback")])
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        CanaryLog.AddTo(services);
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton(RunMode.From(configuration));
        services.AddSingleton<IConfiguration>(configuration);
        services.AddStorage(configuration);
        services.AddSecurity(configuration);
        services.AddAudit();
        services.AddAccess(configuration);
        more?.Invoke(services, configuration);
        _services = services.BuildServiceProvider(validateScopes: true);
        try
        {
            StorageStartup.Prepare(_services);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Folder { get; }

    public IServiceProvider Services => _services;

    public IDbContextFactory<VoiceDockDb> Databases => Get<IDbContextFactory<VoiceDockDb>>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public VoiceDockDb OpenDb() => Databases.CreateDbContext();

    public void Dispose()
    {
        _services.Dispose();
        if (_ownFolder is not null && Directory.Exists(_ownFolder)) CanaryFolder.Remove(_ownFolder);
    }
}

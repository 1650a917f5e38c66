using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Practice;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Toll;

/// <summary>A second practice PBX, and who was called there.</summary>
internal sealed class BackupPbx : IAsyncDisposable
{
    private readonly PracticePbx _pbx = new(CallRig.Practice(), TimeProvider.System, NullLoggerFactory.Instance);

    public BackupPbx()
    {
        Calls = new WatchedPbx(_pbx);
        _pbx.Start();
    }

    public WatchedPbx Calls { get; }

    public int Port => _pbx.Address.Port;

    public ValueTask DisposeAsync() => _pbx.DisposeAsync();
}

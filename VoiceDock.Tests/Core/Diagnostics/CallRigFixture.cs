using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Diagnostics;

/// <summary>One running core for a class of tests.</summary>
public sealed class CallRigFixture : IAsyncLifetime
{
    public CallRig Rig { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Rig = await CallRig.StartAsync();

    public ValueTask DisposeAsync() => Rig.DisposeAsync();
}

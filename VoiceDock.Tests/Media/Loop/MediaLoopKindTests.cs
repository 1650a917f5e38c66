using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Media;

namespace VoiceDock.Tests.Media.Loop;

[Trait("Kind", "Unit")]
public sealed class MediaLoopKindTests
{
    [Theory]
    [InlineData(MediaLoopKind.Auto)]
    [InlineData(MediaLoopKind.Epoll)]
    [InlineData(MediaLoopKind.Sockets)]
    public async Task Engine_OfEachKind_StopsWithCallsOpen(MediaLoopKind kind)
    {
        var engine = new MediaEngine(MediaBench.Options(pairs: 4) with { Loop = kind, Threads = 2 }, TimeProvider.System, NullLogger<MediaEngine>.Instance);
        using var a = new RtpPeer();
        var leg = engine.OpenCall().OpenLeg(new LegRecorder());
        leg.Arm(a.Remote());
        MediaBench.Until(() => leg.ReadStats().SendingTo is not null, "the thread runs commands");
        await engine.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
    }
}

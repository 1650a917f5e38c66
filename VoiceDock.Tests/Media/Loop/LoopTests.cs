using VoiceDock.Core.Media;

namespace VoiceDock.Tests.Media.Loop;

/// <summary>Tests that hold whatever a media thread waits with. Each class of them runs over epoll and, by a subclass, over plain sockets.</summary>
public abstract class LoopTests
{
    protected virtual MediaLoopKind Loop => MediaLoopKind.Epoll;

    private protected MediaBench Bench(MediaOptions? options = null, TimeProvider? time = null) =>
        new((options ?? MediaBench.Options()) with { Loop = Loop }, time);
}

using VoiceDock.Core.Media.Loop;
using VoiceDock.Core.Media.Streams;

namespace VoiceDock.Core.Media;

/// <summary>
/// The legs of one call, pinned to one media thread. Thread-safe; commands take effect on that thread in the order they
/// were given.
/// </summary>
public sealed class MediaCall : IDisposable
{
    private readonly Lock _gate = new();
    private readonly MediaEngine _engine;
    private readonly MediaEngineParts _parts;
    private readonly MediaLoop _loop;
    private readonly List<MediaLeg> _legs = [];
    private bool _disposed;

    internal MediaCall(MediaEngine engine, MediaEngineParts parts, MediaLoop loop) => (_engine, _parts, _loop) = (engine, parts, loop);

    /// <summary>Takes a port pair and opens a leg. It accepts and sends nothing until it is armed.</summary>
    /// <exception cref="MediaCapacityException">Ports ran out.</exception>
    /// <exception cref="ObjectDisposedException">The call or the engine is closed.</exception>
    public MediaLeg OpenLeg(IMediaLegEvents events)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var leg = new MediaLeg(this, events, _parts.Ports.Take(), _parts, _loop);
            _legs.Add(leg);
            _loop.PostAtOnce(() => _loop.Add(leg.Core));
            return leg;
        }
    }

    /// <summary>From now on what <paramref name="a"/> hears goes to <paramref name="b"/> and back, transcoded when their codecs differ.</summary>
    /// <remarks>Each far end sees one continuous stream. <c>a == b</c> is an echo. A leg bridged before leaves its old partner.</remarks>
    /// <exception cref="ArgumentException">A leg belongs to another call.</exception>
    public void Bridge(MediaLeg a, MediaLeg b)
    {
        if (a.Call != this || b.Call != this) throw new ArgumentException("Both legs must belong to this call.");
        _loop.Post(() => Join(a, b));
    }

    /// <summary>Ends every bridge of this call; the legs' own sources go on.</summary>
    public void Unbridge()
    {
        MediaLeg[] legs;
        lock (_gate) legs = [.. _legs];
        _loop.Post(() => Array.ForEach(legs, leg => Part(leg.Core)));
    }

    /// <summary>Closes all legs. Does not wait; ports return to the pool when the media thread has let go of them.</summary>
    public void Dispose()
    {
        MediaLeg[] legs;
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            legs = [.. _legs];
        }

        foreach (var leg in legs) leg.Dispose();
        _engine.Closed();
    }

    internal void Close(MediaLeg leg)
    {
        lock (_gate) _legs.Remove(leg);
        _loop.PostAtOnce(() =>
        {
            Part(leg.Core);
            leg.Core.Close();
            _loop.Remove(leg.Core);
            _parts.Ports.Return(leg.Core.Ports);
        });
    }

    // A leg closed meanwhile must not be sent to: its ports may serve another call.
    private static void Join(MediaLeg a, MediaLeg b)
    {
        if (a.IsDisposed || b.IsDisposed) return;
        Part(a.Core);
        Part(b.Core);
        a.Core.Route(b.Core);
        if (a != b) b.Core.Route(a.Core);
    }

    private static void Part(LegCore leg)
    {
        if (leg.Partner is not { } partner) return;
        leg.Route(null);
        if (partner.Partner == leg) partner.Route(null);
    }
}

namespace VoiceDock.Core.Media;

/// <summary>The legs of one call, pinned to one media thread. Thread-safe; commands take effect on that thread in the order they were given.</summary>
public sealed class MediaCall : IDisposable
{
    internal MediaCall()
    {
    }

    /// <summary>Takes a port pair and opens a leg. It accepts and sends nothing until it is armed.</summary>
    /// <exception cref="MediaCapacityException">Ports ran out.</exception>
    public MediaLeg OpenLeg(IMediaLegEvents events) => throw new NotImplementedException();

    /// <summary>From now on what <paramref name="a"/> hears goes to <paramref name="b"/> and back, transcoded when their codecs differ.</summary>
    /// <remarks>Each far end sees one continuous stream. <c>a == b</c> is an echo. A leg bridged before leaves its old partner.</remarks>
    /// <exception cref="ArgumentException">A leg belongs to another call.</exception>
    public void Bridge(MediaLeg a, MediaLeg b) => throw new NotImplementedException();

    /// <summary>Ends every bridge of this call; the legs' own sources go on.</summary>
    public void Unbridge() => throw new NotImplementedException();

    /// <summary>Closes all legs. Does not wait; ports return to the pool when the media thread has let go of them.</summary>
    public void Dispose() => throw new NotImplementedException();
}

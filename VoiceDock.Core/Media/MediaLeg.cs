namespace VoiceDock.Core.Media;

/// <summary>One leg's RTP/RTCP port pair and streams. Thread-safe; commands take effect on its media thread in the order they were given.</summary>
public sealed class MediaLeg : IDisposable
{
    internal MediaLeg()
    {
    }

    /// <summary>The local RTP port, even. RTCP is one above.</summary>
    public int LocalPort => throw new NotImplementedException();

    /// <summary>Takes the first or a new remote (re-INVITE). From then on the leg sends there and accepts from its candidates.</summary>
    /// <remarks>Opens the latch again; with an unchanged SDP address a latched source stays in use until another candidate has latched.</remarks>
    /// <exception cref="ArgumentException">A payload type is outside 0-127.</exception>
    public void Arm(RemoteMedia remote) => throw new NotImplementedException();

    /// <summary>Frames for the far end while the leg is not bridged; null = nothing. Held, not read, while bridged.</summary>
    public void SetSource(IFrameSource? source) => throw new NotImplementedException();

    /// <summary>Gets what the far end says, also while bridged; null = nobody.</summary>
    public void SetListener(IFrameListener? listener) => throw new NotImplementedException();

    /// <summary>Presses a key towards the far end (RFC 4733), after keys that still wait. Audio to it pauses meanwhile.</summary>
    /// <param name="key">0-9, *, #, A-D.</param>
    /// <param name="milliseconds">40-5000, rounded up to 20.</param>
    /// <exception cref="ArgumentException">No such key or length.</exception>
    public void SendDigit(char key, int milliseconds = 120) => throw new NotImplementedException();

    /// <summary>Samples the counters. Never waits for the media thread.</summary>
    public MediaLegStats ReadStats() => throw new NotImplementedException();

    /// <summary>Closes the leg. Does not wait: a last event may still come. The ports rest before another call gets them.</summary>
    public void Dispose() => throw new NotImplementedException();
}

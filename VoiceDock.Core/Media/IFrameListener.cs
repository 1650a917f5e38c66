namespace VoiceDock.Core.Media;

/// <summary>Hears what the far end of a leg says, in order and in time whatever the network does, 20 to 120 ms later.</summary>
public interface IFrameListener
{
    /// <summary>
    /// Takes the next 20 ms, each 20 ms from the first packet on. Lost audio is what came before, fading to silence in 60 ms. Called on a media
    /// thread: must not block or allocate.
    /// </summary>
    /// <param name="frame160">160 samples, 8 kHz, 16 bit; valid during the call only.</param>
    void Write(ReadOnlySpan<short> frame160);
}

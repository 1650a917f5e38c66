namespace VoiceDock.Core.Media;

/// <summary>Hears what the far end of a leg says.</summary>
public interface IFrameListener
{
    /// <summary>Takes the next 20 ms. Lost packets arrive as silence. Called on a media thread: must not block or allocate.</summary>
    /// <param name="frame160">160 samples, 8 kHz, 16 bit; valid during the call only.</param>
    void Write(ReadOnlySpan<short> frame160);
}

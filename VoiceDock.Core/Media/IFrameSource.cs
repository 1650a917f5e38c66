namespace VoiceDock.Core.Media;

/// <summary>Gives the audio a leg sends while it is not bridged.</summary>
public interface IFrameSource
{
    /// <summary>Fills the next 20 ms. Called on a media thread: must not block or allocate.</summary>
    /// <param name="frame160">160 samples, 8 kHz, 16 bit.</param>
    /// <returns>False when there is nothing more: the frame is not sent and the source is dropped.</returns>
    bool Read(Span<short> frame160);
}

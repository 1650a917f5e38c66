namespace VoiceDock.Core.Media.Prompts;

/// <summary>Silence for ever: keeps a stream, and a NAT's mapping, alive. Has no state; one may serve any number of legs.</summary>
public sealed class SilenceSource : IFrameSource
{
    public bool Read(Span<short> frame160)
    {
        frame160.Clear();
        return true;
    }
}

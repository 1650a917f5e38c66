using VoiceDock.Core.Assistants;
using VoiceDock.Core.Media;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>What an assistant speaks, as a leg's source.</summary>
internal sealed class StreamedFrames(SpeakToCaller source) : IFrameSource
{
    public bool Read(Span<short> frame160) => source(frame160);
}

/// <summary>An assistant's ear, at a leg.</summary>
internal sealed class HeardFrames(HearCaller listener) : IFrameListener
{
    public void Write(ReadOnlySpan<short> frame160) => listener(frame160);
}

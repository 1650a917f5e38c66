using VoiceDock.Core.Media;
using VoiceDock.Core.Practice;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.SpeechModels;

/// <summary>Writes down what a practice caller hears.</summary>
internal sealed class CallerRecorder : IFrameListener
{
    private readonly List<short> _samples = [];

    public CallerRecorder(PracticeCaller caller) => caller.Listen(this);

    public short[] Heard
    {
        get
        {
            lock (_samples) return [.. _samples];
        }
    }

    /// <summary>Milliseconds in which something loud was heard.</summary>
    public int LoudMs => Heard.Chunk(160).Count(f => f.Sum(s => Math.Abs((long)s)) / f.Length > 300) * 20;

    /// <summary>Nothing was heard for the last 200 ms.</summary>
    public bool IsQuiet => Heard.TakeLast(1_600).All(s => Math.Abs((int)s) < 100);

    /// <summary>Waits until so much more of the line was heard: its audio is the clock.</summary>
    public Task MoreAsync(int milliseconds)
    {
        var enough = Heard.Length + (milliseconds * 8);
        return Eventually.TrueAsync(() => Heard.Length >= enough, $"{milliseconds} ms more of the line are heard");
    }

    public void Write(ReadOnlySpan<short> frame160)
    {
        lock (_samples) _samples.AddRange(frame160);
    }
}

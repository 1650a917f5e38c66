namespace VoiceDock.Core.Practice.Speaking;

/// <summary>Hears when a caller begins and stops speaking, in u-law audio as it comes. One conversation.</summary>
internal sealed class SpeakerEar
{
    private const int Frame = 160;
    private const int Loud = 300;
    private const int FramesToStart = 5;
    private const int FramesToStop = 20;

    private int _inFrame;
    private long _sum;
    private int _loud;
    private int _quiet;

    /// <summary>Milliseconds of audio heard so far.</summary>
    public int Milliseconds { get; private set; }

    public bool IsVoice { get; private set; }

    /// <summary>Takes audio. <paramref name="changed"/> is called at each change of <see cref="IsVoice"/>.</summary>
    public void Take(ReadOnlySpan<short> samples, Action changed)
    {
        foreach (var sample in samples)
        {
            _sum += Math.Abs((int)sample);
            if (++_inFrame == Frame) EndFrame(changed);
        }
    }

    private void EndFrame(Action changed)
    {
        var isLoud = _sum / Frame > Loud;
        (_inFrame, _sum) = (0, 0);
        Milliseconds += 20;
        (_loud, _quiet) = isLoud ? (_loud + 1, 0) : (0, _quiet + 1);
        if (IsVoice ? _quiet < FramesToStop : _loud < FramesToStart) return;
        IsVoice = !IsVoice;
        changed();
    }
}

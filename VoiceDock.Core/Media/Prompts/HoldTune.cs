namespace VoiceDock.Core.Media.Prompts;

/// <summary>A soft tune of our own for who is put on hold: eight seconds of plucked notes without a seam, far below the loudness of speech.</summary>
public static class HoldTune
{
    private const int Rate = 8000;
    private const int NoteLength = Rate / 2;
    private const double Amplitude = 3500;
    private const double Decay = 3.0 / Rate;

    // C, A minor, F, G: each chord as four notes.
    private static readonly double[] Notes =
        [261.6, 329.6, 392.0, 523.3, 220.0, 261.6, 329.6, 440.0, 174.6, 220.0, 261.6, 349.2, 196.0, 246.9, 293.7, 392.0];

    public static AudioClip Clip { get; } = Make();

    private static AudioClip Make()
    {
        var tune = new double[Notes.Length * NoteLength];
        for (var n = 0; n < Notes.Length; n++) Pluck(tune, n * NoteLength, Notes[n]);
        return AudioClip.FromSamples(Array.ConvertAll(tune, sample => (short)sample));
    }

    // A note sounds on under the next ones; the last ones do so over the beginning, so that the tune closes.
    private static void Pluck(double[] tune, int start, double hz)
    {
        for (var i = 0; i < 4 * NoteLength; i++)
        {
            var phase = 2 * Math.PI * hz * i / Rate;
            var level = Amplitude * Math.Exp(-Decay * i) * Tones.Ramp(i) * Tones.Ramp((4 * NoteLength) - 1 - i);
            tune[(start + i) % tune.Length] += level * (Math.Sin(phase) + (0.3 * Math.Sin(2 * phase)));
        }
    }
}

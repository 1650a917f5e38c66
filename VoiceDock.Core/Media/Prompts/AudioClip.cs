namespace VoiceDock.Core.Media.Prompts;

/// <summary>A piece of audio, 8 kHz mono 16 bit, in memory. Immutable.</summary>
public sealed class AudioClip
{
    private AudioClip(short[] samples) => Samples = samples;

    /// <summary>The samples; not to be changed.</summary>
    public short[] Samples { get; }

    public TimeSpan Length => TimeSpan.FromSeconds(Samples.Length / 8000.0);

    /// <summary>Reads a WAV file, PCM 16 bit, any channels and any rate from 4 to 192 kHz, and resamples it to 8 kHz mono.</summary>
    /// <exception cref="InvalidDataException">Not such a file, or longer than 64 MB.</exception>
    public static AudioClip FromWav(Stream wav) => throw new NotImplementedException();

    /// <summary>Tones with soft ramps, one after another.</summary>
    /// <param name="tones">Frequencies sounded together in Hz (none = a pause), their length and the gap after them in ms.</param>
    public static AudioClip Tones(params (double[] Hz, int Ms, int GapMs)[] tones) => throw new NotImplementedException();
}

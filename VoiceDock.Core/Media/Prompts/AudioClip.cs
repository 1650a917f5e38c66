using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace VoiceDock.Core.Media.Prompts;

/// <summary>A piece of audio, 8 kHz mono 16 bit, in memory. Immutable.</summary>
public sealed class AudioClip
{
    private const int Rate = 8000;

    private AudioClip(short[] samples) => Samples = samples;

    /// <summary>The samples; not to be changed.</summary>
    public short[] Samples { get; }

    public TimeSpan Length => TimeSpan.FromSeconds((double)Samples.Length / Rate);

    /// <summary>Reads a WAV file, PCM 16 bit, any channels and any rate from 4 to 192 kHz, and resamples it to 8 kHz mono.</summary>
    /// <exception cref="InvalidDataException">Not such a file, or longer than 64 MB.</exception>
    public static AudioClip FromWav(Stream wav)
    {
        var (samples, rate) = WavReader.Read(wav);
        return new AudioClip(Resampler.Resample(samples, rate, Rate));
    }

    /// <summary>Bare samples, 16 bit little-endian mono, resampled to 8 kHz; half a sample at the end is left out.</summary>
    /// <param name="rate">Of the samples, 4000 to 192000 Hz.</param>
    public static AudioClip FromPcm(ReadOnlySpan<byte> pcm, int rate)
    {
        var samples = new short[pcm.Length / sizeof(short)];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(pcm[(i * sizeof(short))..]);
        return new AudioClip(Resampler.Resample(samples, rate, Rate));
    }

    /// <summary>Samples at 8 kHz mono that are not changed afterwards; a whole array is taken as it is, without a copy.</summary>
    public static AudioClip FromSamples(ReadOnlyMemory<short> samples) =>
        MemoryMarshal.TryGetArray(samples, out var whole) && whole is { Offset: 0, Array: { } array } && array.Length == whole.Count
            ? new AudioClip(array)
            : new AudioClip(samples.ToArray());

    /// <summary>Tones with soft ramps, one after another.</summary>
    /// <param name="tones">Frequencies sounded together in Hz (none = a pause), their length and the gap after them in ms.</param>
    public static AudioClip Tones(params (double[] Hz, int Ms, int GapMs)[] tones)
    {
        var samples = new List<short>();
        foreach (var (hz, ms, gapMs) in tones)
        {
            AddTone(samples, hz, ms * Rate / 1000);
            samples.AddRange(new short[gapMs * Rate / 1000]);
        }

        return new AudioClip([.. samples]);
    }

    private static void AddTone(List<short> samples, double[] hz, int length)
    {
        for (var i = 0; i < length; i++)
        {
            var level = Prompts.Tones.Amplitude * Prompts.Tones.Ramp(Math.Min(i, length - 1 - i)) / Math.Max(1, hz.Length);
            samples.Add((short)(level * hz.Sum(f => Math.Sin(2 * Math.PI * f * i / Rate))));
        }
    }
}

using System.Buffers.Binary;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Tests.Media.Prompts;

[Trait("Kind", "Unit")]
public sealed class AudioClipTests
{
    [Theory]
    [InlineData(8000, 1)]
    [InlineData(22050, 1)]
    [InlineData(44100, 2)]
    [InlineData(16000, 1)]
    [InlineData(4000, 1)]
    [InlineData(192000, 1)]
    public void FromWav_AnyRate_KeepsLengthPitchAndLoudness(int rate, int channels)
    {
        var clip = AudioClip.FromWav(new MemoryStream(Wav(rate, channels, Sine(rate, 1000, 0.5))));
        Assert.InRange(clip.Length.TotalMilliseconds, 499, 501);
        Assert.True(Detects(clip, 1000));
        Assert.False(Detects(clip, 1100));
        Assert.InRange(clip.Samples[800..3200].Max(), (short)9700, (short)10200);
    }

    [Fact]
    public void FromWav_SoundAboveFourKilohertz_DoesNotFoldBack()
    {
        var clip = AudioClip.FromWav(new MemoryStream(Wav(22050, 1, Sine(22050, 5000, 0.5))));
        Assert.InRange(clip.Samples[400..3600].Max(sample => Math.Abs((int)sample)), 0, 30);
    }

    [Fact]
    public void FromWav_ClaimedSizeOfAPipe_TakesWhatIsThere()
    {
        var wav = Wav(8000, 1, Sine(8000, 1000, 0.5));
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(40), 0x7FFF_F000);
        Assert.Equal(4000, AudioClip.FromWav(new MemoryStream(wav)).Samples.Length);
    }

    [Fact]
    public void FromWav_OddFiles_AreRefusedWithASentence()
    {
        var whole = Wav(8000, 1, Sine(8000, 1000, 0.05));
        var eightBit = whole.ToArray();
        eightBit[34] = 8;
        var tooFast = whole.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(tooFast.AsSpan(24), 400_000);
        foreach (var bytes in new[] { [], "RIFF"u8.ToArray(), whole[..36], eightBit, tooFast, new byte[100] })
            Assert.Contains("WAV", Assert.Throws<InvalidDataException>(() => AudioClip.FromWav(new MemoryStream(bytes))).Message);
    }

    [Fact]
    public void Tones_ASequence_HasItsLengthsAndSoftEdges()
    {
        var clip = AudioClip.Tones(([440, 480], 400, 200), ([1000], 300, 0));
        Assert.Equal(900, clip.Length.TotalMilliseconds, 3);
        Assert.Equal(0, clip.Samples[0]);
        Assert.InRange(Math.Abs((int)clip.Samples[3]), 0, 300);
        Assert.All(clip.Samples[3200..4800], sample => Assert.Equal(0, sample));
        Assert.True(Detects(new ClipPlayer(clip, loop: true), 440));
    }

    [Fact]
    public void ToneSource_SumOfSines_IsDetectedAndNothingElse()
    {
        var detector = new ToneDetector();
        Feed(detector, new ToneSource(350, 440), frames: 12);
        Assert.True(detector.Heard(350) && detector.Heard(440));
        Assert.False(detector.Heard(400) || detector.Heard(480));
        Feed(detector, new SilenceSource(), frames: 10);
        Assert.False(detector.Heard(350));
    }

    [Fact]
    public void ToneSource_NoSuchTone_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new ToneSource());
        Assert.Throws<ArgumentException>(() => new ToneSource(double.NaN));
        Assert.Throws<ArgumentException>(() => new ToneSource(4000));
    }

    private static bool Detects(AudioClip clip, double hz) => Detects(new ClipPlayer(clip), hz);

    private static bool Detects(IFrameSource source, double hz)
    {
        var detector = new ToneDetector();
        Feed(detector, source, frames: 15);
        return detector.Heard(hz);
    }

    private static void Feed(ToneDetector detector, IFrameSource source, int frames)
    {
        var frame = new short[160];
        for (var i = 0; i < frames; i++)
        {
            Assert.True(source.Read(frame));
            detector.Write(frame);
        }
    }

    private static short[] Sine(int rate, double hz, double seconds) =>
        [.. Enumerable.Range(0, (int)(rate * seconds)).Select(i => (short)(10000 * Math.Sin(2 * Math.PI * hz * i / rate)))];

    private static byte[] Wav(int rate, int channels, short[] samples)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var size = samples.Length * channels * 2;
        writer.Write("RIFF"u8);
        writer.Write(36 + size);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * channels * 2);
        writer.Write((short)(channels * 2));
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(size);
        foreach (var sample in samples)
            for (var channel = 0; channel < channels; channel++) writer.Write(sample);
        return stream.ToArray();
    }
}

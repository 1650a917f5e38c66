using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;

namespace VoiceDock.Tests.Media.Codecs;

/// <summary>G.722 against another implementation, bit by bit, and by ear: what is left of a tone.</summary>
[Trait("Kind", "Unit")]
public sealed class G722Tests
{
    private const int Wide = 16_000;
    private const int Narrow = 8_000;

    /// <summary>Tones of both sub-bands, full-scale noise, square waves, near silence: 2 s each.</summary>
    private static short[] Everything()
    {
        var random = new Random(722);
        return
        [
            .. Signal.Tone(440, Wide, 32_000), .. Signal.Tone(5_200, Wide, 32_000, 16_000), .. Enumerable.Range(0, 32_000).Select(_ => (short)random.Next(-32_768, 32_768)),
            .. Enumerable.Range(0, 32_000).Select(i => (i / 50) % 2 == 0 ? short.MaxValue : short.MinValue), .. Enumerable.Range(0, 32_000).Select(_ => (short)random.Next(-8, 9)),
        ];
    }

    [Fact]
    public void Encode_EverySample_IsBitForBitWhatSpandspMakes()
    {
        Spandsp.Require();
        var coded = new byte[Everything().Length / 2];

        new G722Encoder().Encode(Everything(), coded);

        Assert.Equal(Spandsp.Encode(Everything()), coded);
    }

    // Where the filter runs over 16 bits we limit (4.4), and Spandsp's low bits are of no meaning.
    [Fact]
    public void Decode_SpeechAndAnyBytes_IsSampleForSampleWhatSpandspMakes()
    {
        Spandsp.Require();
        var random = new Random(1);
        byte[] coded = [.. Spandsp.Encode(Everything()), .. Enumerable.Range(0, 20_000).Select(_ => (byte)random.Next(256))];
        var samples = new short[coded.Length * 2];

        new G722Decoder().Decode(coded, samples);

        var theirs = Spandsp.Decode(coded);
        var differ = Enumerable.Range(0, samples.Length).Where(i => samples[i] != theirs[i] && Math.Abs((int)samples[i]) < 32_767).ToList();
        Assert.Empty(differ);
    }

    [Theory]
    [InlineData(300, 35)]
    [InlineData(1_000, 35)]
    [InlineData(3_000, 35)]
    [InlineData(5_000, 15)]
    [InlineData(6_800, 15)]
    public void Wideband_Tone_Survives(double hz, double bound)
    {
        var coded = new byte[Wide / 2];
        var heard = new short[Wide];
        new G722Encoder().Encode(Signal.Tone(hz, Wide, Wide), coded);
        new G722Decoder().Decode(coded, heard);

        Assert.InRange(Signal.Snr(heard, hz, Wide), bound, 100);
        Assert.InRange(Signal.Level(heard, hz, Wide), 8_000, 10_000);
    }

    /// <summary>The way of a call between a G.711 and a G.722 leg, and back: G.711's own noise of 38 dB is most of what is lost.</summary>
    [Theory]
    [InlineData(AudioCodec.Pcma, 300)]
    [InlineData(AudioCodec.Pcma, 1_020)]
    [InlineData(AudioCodec.Pcma, 3_400)]
    [InlineData(AudioCodec.Pcmu, 300)]
    [InlineData(AudioCodec.Pcmu, 1_020)]
    [InlineData(AudioCodec.Pcmu, 3_400)]
    public void G711ToG722AndBack_Tone_KeepsThirtyDecibels(AudioCodec narrow, double hz)
    {
        var coded = new byte[Narrow];
        var room = new short[160];
        G711.Encode(narrow, Signal.Tone(hz, Narrow, Narrow), coded);
        var (forth, back) = ((new AudioDecoder(), new AudioEncoder()), (new AudioDecoder(), new AudioEncoder()));
        for (var at = 0; at < Narrow; at += 160)
        {
            var frame = coded.AsSpan(at, 160);
            Transcoder.Apply(narrow, forth.Item1, AudioCodec.G722, forth.Item2, frame, room);
            Transcoder.Apply(AudioCodec.G722, back.Item1, narrow, back.Item2, frame, room);
        }

        var heard = new short[Narrow];
        G711.Decode(narrow, coded, heard);
        Assert.InRange(Signal.Snr(heard, hz, Narrow), 30, 100);
        Assert.InRange(Signal.Level(heard, hz, Narrow), 8_700, 9_300);
    }

    [Fact]
    public void Frames_OfAnyLength_GiveTheSameStream()
    {
        var tone = Signal.Tone(700, Narrow, Narrow);
        var whole = new byte[Narrow];
        var pieces = new byte[Narrow];
        new AudioEncoder().Encode(AudioCodec.G722, tone, whole);
        var encoder = new AudioEncoder();
        for (int at = 0, length = 1; at < Narrow; at += length, length = Math.Min((length * 7 % 400) + 1, Narrow - at))
            encoder.Encode(AudioCodec.G722, tone.AsSpan(at, length), pieces.AsSpan(at));

        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void FramesBothWays_AllocateNothing()
    {
        var (encoder, decoder) = (new AudioEncoder(), new AudioDecoder());
        var samples = Signal.Tone(500, Narrow, 160);
        var coded = new byte[160];
        var before = 0L;
        for (var i = 0; i < 300; i++)
        {
            if (i == 100) before = GC.GetAllocatedBytesForCurrentThread();
            encoder.Encode(AudioCodec.G722, samples, coded);
            decoder.Decode(AudioCodec.G722, coded, samples);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

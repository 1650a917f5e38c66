using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;

namespace VoiceDock.Tests.Media.Codecs;

[Trait("Kind", "Unit")]
public sealed class G711Tests
{
    [Theory]
    [InlineData(AudioCodec.Pcmu, 0xFF, 0)]
    [InlineData(AudioCodec.Pcmu, 0x7F, 0)]
    [InlineData(AudioCodec.Pcmu, 0xFE, 8)]
    [InlineData(AudioCodec.Pcmu, 0x80, 32124)]
    [InlineData(AudioCodec.Pcmu, 0x00, -32124)]
    [InlineData(AudioCodec.Pcmu, 0x8F, 16764)]
    [InlineData(AudioCodec.Pcma, 0xD5, 8)]
    [InlineData(AudioCodec.Pcma, 0x55, -8)]
    [InlineData(AudioCodec.Pcma, 0xAA, 32256)]
    [InlineData(AudioCodec.Pcma, 0x2A, -32256)]
    [InlineData(AudioCodec.Pcma, 0xC5, 264)]
    public void Decode_WellKnownCodes_AreTheValuesOfTheStandard(AudioCodec codec, int code, int value)
    {
        var samples = new short[1];
        G711.Decode(codec, [(byte)code], samples);
        Assert.Equal(value, samples[0]);
    }

    /// <summary>
    /// The decision values of G.711 tables 2a and 2b, written down anew: the encoder must choose the interval that holds the
    /// sample.
    /// </summary>
    [Fact]
    public void Encode_EverySample_FallsIntoItsInterval()
    {
        for (var sample = (int)short.MinValue; sample <= short.MaxValue; sample++)
        {
            var magnitude = sample < 0 ? ~sample : sample;
            var ulaw = Encode(AudioCodec.Pcmu, (short)sample) ^ 0xFF;
            var (low, high) = UlawInterval(ulaw & 0x7F);
            if ((ulaw & 0x7F) == 0x7F) high = int.MaxValue;
            Assert.True(low <= magnitude >> 2 && magnitude >> 2 < high && (ulaw >= 0x80) == (sample < 0), $"u-law of {sample}");
            var alaw = Encode(AudioCodec.Pcma, (short)sample) ^ 0x55;
            (low, high) = AlawInterval(alaw & 0x7F);
            Assert.True(low <= magnitude >> 4 && magnitude >> 4 < high && (alaw >= 0x80) == (sample >= 0), $"A-law of {sample}");
        }
    }

    [Theory]
    [InlineData(AudioCodec.Pcmu)]
    [InlineData(AudioCodec.Pcma)]
    public void Decode_ThenEncode_GivesEveryCodeBack(AudioCodec codec)
    {
        var codes = AllCodes();
        var samples = new short[256];
        var again = new byte[256];
        G711.Decode(codec, codes, samples);
        G711.Encode(codec, samples, again);
        if (codec == AudioCodec.Pcmu) codes[0x7F] = 0xFF; // u-law's minus zero
        Assert.Equal(codes, again);
    }

    [Theory]
    [InlineData(AudioCodec.Pcmu, AudioCodec.Pcma)]
    [InlineData(AudioCodec.Pcma, AudioCodec.Pcmu)]
    public void Transcode_EveryCode_IsDecodingAndEncodingExactly(AudioCodec from, AudioCodec to)
    {
        var samples = new short[256];
        var expected = new byte[256];
        G711.Decode(from, AllCodes(), samples);
        G711.Encode(to, samples, expected);
        var codes = AllCodes();
        G711.Transcode(from, to, codes);
        Assert.Equal(expected, codes);
    }

    [Fact]
    public void Transcode_ThereAndBackTwice_IsThereAndBackOnce()
    {
        var once = AllCodes();
        G711.Transcode(AudioCodec.Pcmu, AudioCodec.Pcma, once);
        G711.Transcode(AudioCodec.Pcma, AudioCodec.Pcmu, once);
        var twice = once.ToArray();
        G711.Transcode(AudioCodec.Pcmu, AudioCodec.Pcma, twice);
        G711.Transcode(AudioCodec.Pcma, AudioCodec.Pcmu, twice);
        Assert.Equal(once, twice);
    }

    private static byte[] AllCodes() => [.. Enumerable.Range(0, 256).Select(code => (byte)code)];

    private static byte Encode(AudioCodec codec, short sample)
    {
        var coded = new byte[1];
        G711.Encode(codec, [sample], coded);
        return coded[0];
    }

    private static (int Low, int High) UlawInterval(int code) => (Math.Max(0, UlawDecision(code)), UlawDecision(code + 1));

    private static int UlawDecision(int code) => ((16 + (code & 15)) << ((code >> 4) + 1)) - 33;

    private static (int Low, int High) AlawInterval(int code) => (AlawDecision(code), AlawDecision(code + 1));

    private static int AlawDecision(int code) => code < 16 ? code : (16 + (code & 15)) << ((code >> 4) - 1);
}

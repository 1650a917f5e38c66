using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Media.Codecs;

namespace VoiceDock.Tests.Media;

/// <summary>Legs with G.722: passed through where both have it, else rewritten; heard and spoken to by an assistant.</summary>
[Trait("Kind", "Unit")]
public sealed class WidebandLegTests
{
    private const int Frames = 100;

    [Theory]
    [InlineData(AudioCodec.Pcma, AudioCodec.G722)]
    [InlineData(AudioCodec.G722, AudioCodec.Pcma)]
    [InlineData(AudioCodec.Pcmu, AudioCodec.G722)]
    [InlineData(AudioCodec.G722, AudioCodec.Pcmu)]
    public async Task Bridge_OneLegWideband_ToneSurvives(AudioCodec from, AudioCodec to)
    {
        await using var bench = new MediaBench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a, from), bench.Leg(b, to));
        bench.Call.Bridge(legA, legB);
        var tone = Signal.Tone(1_020, 8_000, 160 * Frames);
        var (encoder, decoder) = (new AudioEncoder(), new AudioDecoder());
        var heard = new short[tone.Length];
        for (var i = 0; i < Frames; i++)
        {
            var payload = new byte[160];
            encoder.Encode(from, tone.AsSpan(160 * i, 160), payload);
            a.Send(legA, payload, RtpPeer.PayloadTypeOf(from));
            var got = b.Receive();
            Assert.Equal((RtpPeer.PayloadTypeOf(to), 160), ((int)got.Header.PayloadType, got.Payload.Length));
            decoder.Decode(to, got.Payload, heard.AsSpan(160 * i));
        }

        Assert.InRange(Signal.Snr(heard, 1_020, 8_000), 30, 100);
    }

    [Fact]
    public async Task Bridge_BothWideband_PassesEveryByteOn()
    {
        await using var bench = new MediaBench();
        using RtpPeer a = new(), b = new();
        var (legA, legB) = (bench.Leg(a, AudioCodec.G722), bench.Leg(b, AudioCodec.G722));
        bench.Call.Bridge(legA, legB);
        var random = new Random(3);
        for (var i = 0; i < 50; i++)
        {
            var payload = new byte[160];
            random.NextBytes(payload);
            a.Send(legA, payload, 9);
            Assert.Equal(payload, b.Receive().Payload);
        }
    }

    [Fact]
    public async Task Assistant_HearsAndIsHeard()
    {
        await using var bench = new MediaBench();
        using var a = new RtpPeer();
        var leg = bench.Leg(a, AudioCodec.G722);
        var heard = new HeardAudio();
        leg.SetListener(heard);
        leg.SetSource(new ToneSource(700));
        var encoder = new AudioEncoder();
        var tone = Signal.Tone(500, 8_000, 160 * Frames);
        var decoder = new AudioDecoder();
        var back = new short[160 * Frames];
        for (var i = 0; i < Frames; i++)
        {
            var payload = new byte[160];
            encoder.Encode(AudioCodec.G722, tone.AsSpan(160 * i, 160), payload);
            a.Send(leg, payload, 9);
            decoder.Decode(AudioCodec.G722, a.Receive().Payload, back.AsSpan(160 * i));
        }

        MediaBench.Until(() => heard.Has(500), "the listener heard the tone");
        Assert.InRange(Signal.Snr(back, 700, 8_000), 30, 100);
    }
}

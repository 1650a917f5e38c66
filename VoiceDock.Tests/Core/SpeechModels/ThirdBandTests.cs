using VoiceDock.Core.SpeechModels.Talk;

namespace VoiceDock.Tests.Core.SpeechModels;

/// <summary>Audio for servers without G.711.</summary>
[Trait("Kind", "Unit")]
public sealed class ThirdBandTests
{
    private const int Second = 8_000;
    private const int Settled = 200;

    [Theory]
    [InlineData(300)]
    [InlineData(1_000)]
    [InlineData(3_000)]
    public void Voice_ComesBackAsItWas_WhateverThePieces(int hz)
    {
        var (up, down) = (new ThirdBand(), new ThirdBand());
        var narrow = Sine(hz, Second, Second);
        var wide = new short[narrow.Length * 3];
        for (var at = 0; at < narrow.Length; at += 160) up.Up(narrow.AsSpan(at, 160), wide.AsSpan(at * 3, 480));
        var back = new short[narrow.Length + 1];
        var count = 0;
        foreach (var piece in wide.Chunk(1_001)) count += down.Down(piece, back.AsSpan(count));

        Assert.Equal(narrow.Length, count);
        Assert.InRange(NoiseDb(back.AsSpan(Settled, Second / 2), hz, 8_000), -200, -45);
        Assert.InRange(LoudnessDb(back.AsSpan(Settled, Second / 2)) - LoudnessDb(narrow.AsSpan(Settled, Second / 2)), -0.5, 0.5);
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(7_000)]
    [InlineData(11_000)]
    public void WhatAPhoneLineCannotCarry_DoesNotComeMirrored(int hz)
    {
        var wide = Sine(hz, 24_000, 24_000);
        var narrow = new short[Second + 1];

        var count = new ThirdBand().Down(wide, narrow);

        Assert.InRange(LoudnessDb(narrow.AsSpan(Settled, count - Settled)) - LoudnessDb(wide), -300, -40);
    }

    private static short[] Sine(int hz, int rate, int samples) => [.. Enumerable.Range(0, samples).Select(i => (short)(10_000 * Math.Sin(2 * Math.PI * hz * i / rate)))];

    private static double LoudnessDb(ReadOnlySpan<short> samples)
    {
        var sum = 1e-9;
        foreach (var sample in samples) sum += (double)sample * sample;
        return 10 * Math.Log10(sum / samples.Length);
    }

    // What is left when the sine of this frequency is taken out, against the sine.
    private static double NoiseDb(ReadOnlySpan<short> samples, int hz, int rate)
    {
        var (cos, sin, all) = (0.0, 0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            var angle = 2 * Math.PI * hz * i / rate;
            (cos, sin, all) = (cos + (samples[i] * Math.Cos(angle)), sin + (samples[i] * Math.Sin(angle)), all + ((double)samples[i] * samples[i]));
        }

        var tone = 2 * ((cos * cos) + (sin * sin)) / samples.Length;
        return 10 * Math.Log10(Math.Max(all - tone, 1e-3) / tone);
    }
}

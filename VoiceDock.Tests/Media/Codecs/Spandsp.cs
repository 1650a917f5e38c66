using System.Runtime.InteropServices;

namespace VoiceDock.Tests.Media.Codecs;

/// <summary>Another implementation of G.722, where it is installed: the library baresip uses (Debian package libspandsp2).</summary>
internal static unsafe class Spandsp
{
    private const string Library = "libspandsp.so.2";
    private const int Rate = 64_000;

    /// <summary>Skips the test where the library is missing; in CI that is a failure.</summary>
    public static void Require()
    {
        if (NativeLibrary.TryLoad(Library, out _)) return;
        const string Reason = "libspandsp is not installed (Debian package libspandsp2, comes with baresip)";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(Reason);
        Assert.Skip(Reason);
    }

    public static byte[] Encode(short[] samples)
    {
        var coded = new byte[samples.Length / 2];
        var state = g722_encode_init(0, Rate, 0);
        fixed (short* from = samples)
        fixed (byte* to = coded) Assert.Equal(coded.Length, g722_encode(state, to, from, samples.Length));
        Assert.Equal(0, g722_encode_free(state));
        return coded;
    }

    public static short[] Decode(byte[] coded)
    {
        var samples = new short[coded.Length * 2];
        var state = g722_decode_init(0, Rate, 0);
        fixed (byte* from = coded)
        fixed (short* to = samples) Assert.Equal(samples.Length, g722_decode(state, to, from, coded.Length));
        Assert.Equal(0, g722_decode_free(state));
        return samples;
    }

    [DllImport(Library)]
    private static extern nint g722_encode_init(nint state, int rate, int options);

    [DllImport(Library)]
    private static extern int g722_encode(nint state, byte* coded, short* samples, int length);

    [DllImport(Library)]
    private static extern int g722_encode_free(nint state);

    [DllImport(Library)]
    private static extern nint g722_decode_init(nint state, int rate, int options);

    [DllImport(Library)]
    private static extern int g722_decode(nint state, short* samples, byte* coded, int length);

    [DllImport(Library)]
    private static extern int g722_decode_free(nint state);
}

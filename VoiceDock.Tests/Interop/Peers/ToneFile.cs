using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;
using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Tests.Interop.Peers;

/// <summary>Tones in files: PCM16 WAV at 8 kHz for phones, and what phones have recorded so far.</summary>
internal static class ToneFile
{
    private const int HeaderLength = 44;

    /// <summary>Writes a WAV file with one tone.</summary>
    public static void Write(string path, double hz, TimeSpan length)
    {
        using var writer = new BinaryWriter(File.Create(path));
        var samples = Samples(hz, length);
        writer.Write(Header(samples.Length * 2));
        writer.Write(MemoryMarshal.AsBytes(samples.AsSpan()));
    }

    /// <summary>Hands a recording at 8 or 16 kHz, also one that is still being written, to <paramref name="heard"/>.</summary>
    public static void Read(string path, HeardAudio heard)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var header = new byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength) return;
        var isWide = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(24)) == 16_000;
        var frame = new byte[isWide ? 640 : 320];
        var narrow = new short[160];
        var filter = new HalfBand();
        while (file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            var samples = MemoryMarshal.Cast<byte, short>(frame);
            if (isWide) filter.Down(samples, narrow);
            else samples.CopyTo(narrow);
            heard.Write(narrow);
        }
    }

    /// <summary>A second of a tone of whole Hz as bare A-law, which may be repeated without a seam.</summary>
    public static byte[] Alaw(double hz)
    {
        var coded = new byte[8000];
        short[] samples = [.. Enumerable.Range(0, coded.Length).Select(i => (short)(9000 * Math.Sin(2 * Math.PI * hz * i / 8000)))];
        G711.Encode(AudioCodec.Pcma, samples, coded);
        return coded;
    }

    public static short[] Samples(double hz, TimeSpan length)
    {
        var samples = new short[(int)(length.TotalSeconds * 8000) / 160 * 160];
        var source = new ToneSource(hz);
        for (var at = 0; at < samples.Length; at += 160) source.Read(samples.AsSpan(at, 160));
        return samples;
    }

    private static byte[] Header(int dataLength)
    {
        var header = new byte[HeaderLength];
        Encoding.ASCII.GetBytes("RIFF____WAVEfmt ").CopyTo(header, 0);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), 36 + dataLength);
        ReadOnlySpan<short> format = [16, 0, 1, 1, 8000, 0, 16000, 0, 2, 16];
        MemoryMarshal.AsBytes(format).CopyTo(header.AsSpan(16));
        Encoding.ASCII.GetBytes("data").CopyTo(header, 36);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), dataLength);
        return header;
    }
}

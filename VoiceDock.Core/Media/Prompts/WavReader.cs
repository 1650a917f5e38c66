using System.Buffers.Binary;

namespace VoiceDock.Core.Media.Prompts;

/// <summary>Reads RIFF/WAVE files with 16-bit PCM and mixes their channels to one.</summary>
internal static class WavReader
{
    private const int MaxBytes = 64 * 1024 * 1024;
    private const ushort FormatPcm = 1;
    private const ushort FormatExtensible = 0xFFFE;

    /// <exception cref="InvalidDataException">Not such a file; the message says what is wrong.</exception>
    public static (short[] Samples, int Rate) Read(Stream wav)
    {
        var file = ReadAll(wav).AsSpan();
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
            throw new InvalidDataException("This is no WAV file: it does not begin with RIFF and WAVE.");
        (int Channels, int Rate)? format = null;
        for (var rest = file[12..]; rest.Length >= 8;)
        {
            // A program that writes to a pipe cannot know the size and claims the largest: what is there counts.
            var size = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]), (uint)rest.Length - 8);
            var body = rest.Slice(8, size);
            if (rest[..4].SequenceEqual("fmt "u8)) format = ReadFormat(body);
            if (rest[..4].SequenceEqual("data"u8))
                return format is { } known
                    ? (Mix(body, known.Channels), known.Rate)
                    : throw new InvalidDataException("The WAV file has data before its format.");
            rest = rest[Math.Min(rest.Length, 8 + size + (size & 1))..];
        }

        throw new InvalidDataException("The WAV file has no data.");
    }

    private static byte[] ReadAll(Stream wav)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = wav.Read(buffer)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > MaxBytes) throw new InvalidDataException("The WAV file is longer than 64 MB.");
        }

        return copy.ToArray();
    }

    private static (int Channels, int Rate) ReadFormat(ReadOnlySpan<byte> body)
    {
        if (body.Length < 16) throw new InvalidDataException("The WAV file's format is cut off.");
        var tag = BinaryPrimitives.ReadUInt16LittleEndian(body);
        if (tag == FormatExtensible && body.Length >= 26) tag = BinaryPrimitives.ReadUInt16LittleEndian(body[24..]);
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(body[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(body[14..]);
        if (tag != FormatPcm || bits != 16)
            throw new InvalidDataException($"The WAV file has format {tag} with {bits} bits; allowed is PCM with 16 bits.");
        if (channels is 0 or > 16) throw new InvalidDataException($"The WAV file has {channels} channels; allowed are 1 to 16.");
        if (rate is < 4000 or > 192000) throw new InvalidDataException($"The WAV file's rate is {rate} Hz; allowed are 4000 to 192000.");
        return (channels, (int)rate);
    }

    private static short[] Mix(ReadOnlySpan<byte> data, int channels)
    {
        var samples = new short[data.Length / 2 / channels];
        for (var i = 0; i < samples.Length; i++)
        {
            var sum = 0;
            for (var channel = 0; channel < channels; channel++)
                sum += BinaryPrimitives.ReadInt16LittleEndian(data[(((i * channels) + channel) * 2)..]);
            samples[i] = (short)(sum / channels);
        }

        return samples;
    }
}

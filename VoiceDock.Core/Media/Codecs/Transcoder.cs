namespace VoiceDock.Core.Media.Codecs;

/// <summary>Rewrites relayed audio in the codec of whom it goes to.</summary>
internal static class Transcoder
{
    /// <summary>In place, since in every codec we have a byte is an 8,000th of a second. Nothing happens when the codecs are the same.</summary>
    /// <param name="from">The codec of <paramref name="coded"/>.</param>
    /// <param name="decoder">Of the stream it comes from.</param>
    /// <param name="to">The codec wanted.</param>
    /// <param name="encoder">Of the stream it goes to: own frames and relayed ones are one stream to a far end.</param>
    /// <param name="coded">Any length.</param>
    /// <param name="samples">Room to work in.</param>
    public static void Apply(AudioCodec from, AudioDecoder decoder, AudioCodec to, AudioEncoder encoder, Span<byte> coded, Span<short> samples)
    {
        if (from == to) return;
        if (from != AudioCodec.G722 && to != AudioCodec.G722)
        {
            G711.Transcode(from, to, coded);
            return;
        }

        while (!coded.IsEmpty)
        {
            var part = coded[..Math.Min(samples.Length, coded.Length)];
            decoder.Decode(from, part, samples);
            encoder.Encode(to, samples[..part.Length], part);
            coded = coded[part.Length..];
        }
    }
}

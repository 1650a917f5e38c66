using System.Globalization;
using System.Text;

namespace VoiceDock.Core.Sip.Sdp;

/// <summary>One media line with the attributes we use (RFC 8866 section 5.14).</summary>
public sealed record SdpMedia
{
    /// <summary>audio, video, image and so on.</summary>
    public required string Kind { get; init; }

    /// <summary>0 means refused or ended.</summary>
    public required int Port { get; init; }

    /// <summary>Such as RTP/AVP.</summary>
    public required string Protocol { get; init; }

    /// <summary>The formats as listed, preferred first.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    /// <summary>The formats whose encoding is known, in the same order.</summary>
    public IReadOnlyList<SdpCodec> Codecs { get; init; } = [];

    /// <summary>Address of this line's own c=; null when the session's counts.</summary>
    public string? Host { get; init; }

    /// <summary>Null when the session's counts.</summary>
    public SdpDirection? Direction { get; init; }

    /// <summary>Milliseconds; null when not given.</summary>
    public int? PtimeMs { get; init; }

    /// <summary>The a=crypto lines we can use, in their order.</summary>
    public IReadOnlyList<SdpCrypto> Crypto { get; init; } = [];

    internal bool IsAudio => Kind == "audio";

    /// <summary>Plain RTP; feedback (AVPF, RFC 4585) is allowed to be offered and needs nothing of us.</summary>
    internal bool IsPlainRtp => Protocol is "RTP/AVP" or "RTP/AVPF";

    /// <summary>Encrypted RTP with keys in the description; with DTLS it has another name (RFC 5764).</summary>
    internal bool IsSecureRtp => Protocol is "RTP/SAVP" or "RTP/SAVPF";

    /// <summary>The answer that refuses this line: port 0 and one of its formats (RFC 3264 section 6).</summary>
    internal SdpMedia Refused() => new() { Kind = Kind, Port = 0, Protocol = Protocol, Formats = [Formats[0]] };

    internal void AppendTo(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"m={Kind} {Port} {Protocol} ").AppendJoin(' ', Formats).Append("\r\n");
        if (Port == 0) return;
        foreach (var codec in Codecs)
        {
            text.Append(CultureInfo.InvariantCulture, $"a=rtpmap:{codec.PayloadType} {codec.Name}/{codec.ClockRate}\r\n");
            if (codec.Fmtp is not null) text.Append(CultureInfo.InvariantCulture, $"a=fmtp:{codec.PayloadType} {codec.Fmtp}\r\n");
        }

        foreach (var crypto in Crypto) text.Append("a=crypto:").Append(crypto.ToWire()).Append("\r\n");
        if (PtimeMs is not null) text.Append(CultureInfo.InvariantCulture, $"a=ptime:{PtimeMs}\r\n");
        if (Direction is { } direction) text.Append("a=").Append(direction.Attribute()).Append("\r\n");
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Sdp;

/// <summary>Reads one description line by line, within limits. Used once.</summary>
internal sealed class SdpReader
{
    private const int MaxLines = 1000;
    private const int MaxMedia = 16;
    private const int MaxFormats = 64;

    private readonly List<MediaDraft> _media = [];
    private SdpIdentity _identity = new(0, 0);
    private string? _host;
    private string _times = "0 0";
    private SdpDirection _direction = SdpDirection.SendRecv;

    public bool TryRead(string text, [NotNullWhen(true)] out SdpSession? session, [NotNullWhen(false)] out string? problem)
    {
        session = null;
        problem = null;
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).TrimEnd('\r');
            if (number == 0 && line is not "v=0") problem = $"The session description is {(text.Length == 0 ? "empty" : "unreadable")}.";
            else if (number++ == MaxLines) problem = "The session description is too long.";
            else if (line.Length > 1 && line[1] == '=') problem = ReadLine(line[0], line[2..].TrimEnd(' '));
            if (problem is not null) return false;
        }

        session = new SdpSession
        {
            Identity = _identity,
            Host = _host,
            Times = _times,
            Direction = _direction,
            Media = [.. _media.Select(m => m.Finish())],
        };
        return true;
    }

    private string? ReadLine(char type, ReadOnlySpan<char> value)
    {
        switch (type)
        {
            case 'm':
                return ReadMedia(value);
            case 'c':
                if (ReadConnection(value) is not { } host) return "The session description has an unreadable c= line.";
                if (_media.Count == 0) _host = host;
                else _media[^1].Host ??= host;
                return null;
            case 'o':
                ReadOrigin(value);
                return null;
            case 't' when !value.ContainsAnyExcept("0123456789 ") && value.Length is > 2 and < 50:
                _times = value.ToString();
                return null;
            case 'a':
                ReadAttribute(value);
                return null;
            default:
                return null;
        }
    }

    private string? ReadMedia(ReadOnlySpan<char> value)
    {
        const string Bad = "The session description has an unreadable m= line.";
        if (_media.Count == MaxMedia) return "The session description has too many m= lines.";
        var parts = value.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is < 4 or > MaxFormats + 3 || !SipText.IsToken(parts[0])) return Bad;
        var port = parts[1].Split('/')[0]; // a count of ports may follow; we use the first
        if (!SipHost.TryPort(port, out var number)) return Bad;
        if (!parts[2].Split('/').All(p => SipText.IsToken(p)) || !parts[3..].All(f => SipText.IsToken(f))) return Bad;
        _media.Add(new MediaDraft(parts[0], number, parts[2], parts[3..]));
        return null;
    }

    // c=IN IP4 192.0.2.1 with an optional /ttl, which only multicast has.
    private static string? ReadConnection(ReadOnlySpan<char> value)
    {
        var parts = value.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["IN", "IP4" or "IP6", var host] ? host.Split('/')[0] : null;
    }

    private void ReadOrigin(ReadOnlySpan<char> value)
    {
        var parts = value.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 6) return;
        if (long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var version)) _identity = new(id, version);
    }

    private void ReadAttribute(ReadOnlySpan<char> attribute)
    {
        if (SdpDirections.Parse(attribute) is { } direction)
        {
            if (_media.Count == 0) _direction = direction;
            else _media[^1].Direction = direction;
            return;
        }

        var colon = attribute.IndexOf(':');
        if (colon < 0 || _media.Count == 0) return;
        var value = attribute[(colon + 1)..].Trim(' ');
        switch (attribute[..colon])
        {
            case "rtpmap":
                _media[^1].ReadMap(value);
                break;
            case "fmtp":
                _media[^1].ReadParameters(value);
                break;
            case "crypto" when SdpCrypto.TryParse(value, out var crypto):
                _media[^1].Crypto.Add(crypto);
                break;
            case "ptime" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var ptime):
                _media[^1].PtimeMs = ptime;
                break;
        }
    }

    /// <summary>A media line while its attributes come in.</summary>
    private sealed class MediaDraft(string kind, int port, string protocol, string[] formats)
    {
        private readonly Dictionary<string, (string Name, int Rate)> _maps = [];
        private readonly Dictionary<string, string> _parameters = [];

        public string? Host { get; set; }

        public SdpDirection? Direction { get; set; }

        public int? PtimeMs { get; set; }

        public List<SdpCrypto> Crypto { get; } = [];

        /// <summary><c>0 PCMU/8000/1</c>; two channels are not ours and unknown to us.</summary>
        public void ReadMap(ReadOnlySpan<char> value)
        {
            var blank = value.IndexOf(' ');
            if (blank <= 0) return;
            var format = value[..blank].ToString();
            var parts = value[(blank + 1)..].Trim(' ').ToString().Split('/');
            if (Array.IndexOf(formats, format) < 0 || parts.Length < 2 || !SipText.IsToken(parts[0])) return;
            if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var rate)) return;
            _maps.TryAdd(format, (parts.Length > 2 && parts[2] != "1" ? parts[0] + "-multichannel" : parts[0], rate));
        }

        public void ReadParameters(ReadOnlySpan<char> value)
        {
            var blank = value.IndexOf(' ');
            if (blank > 0) _parameters.TryAdd(value[..blank].ToString(), value[(blank + 1)..].ToString());
        }

        public SdpMedia Finish() => new()
        {
            Kind = kind,
            Port = port,
            Protocol = protocol,
            Formats = formats,
            Host = Host,
            Direction = Direction,
            PtimeMs = PtimeMs,
            Crypto = Crypto,
            Codecs = [.. formats.Select(ToCodec).OfType<SdpCodec>()],
        };

        private SdpCodec? ToCodec(string format)
        {
            if (!int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 127) return null;
            var parameters = _parameters.GetValueOrDefault(format);
            if (_maps.TryGetValue(format, out var map)) return new SdpCodec(map.Name, number, map.Rate, parameters);
            return SdpCodec.OfStaticNumber(number) is { } known ? known with { Fmtp = parameters } : null;
        }
    }
}

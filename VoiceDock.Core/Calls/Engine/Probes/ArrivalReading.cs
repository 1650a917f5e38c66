using System.Text;
using VoiceDock.Core.Diagnostics.Waiting;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine.Probes;

/// <summary>From the bytes of a request, perhaps a hostile one, to what a person may see of it.</summary>
internal static class ArrivalReading
{
    public static Arrival Of(SipTarget source, DateTime at, ReadOnlySpan<byte> message, Trunk? trunk)
    {
        var end = message.IndexOfAny((byte)'\r', (byte)'\n');
        var arrival = new Arrival
        {
            At = at,
            Source = source.EndPoint,
            Transport = TrunkTargets.Of(source.Transport),
            Method = "",
            Line = SipText.Clean(Encoding.Latin1.GetString(message[..Math.Min(end < 0 ? message.Length : end, 200)])),
            TrunkId = trunk?.Id,
            TrunkName = trunk?.Name,
        };
        if (message.SequenceEqual(SourceFilter.TlsConnection)) return arrival with { Method = Arrival.TlsHandshake };
        var result = SipParser.Parse(message);
        return (result.Message ?? result.Error?.Partial) is SipRequest request
            ? Read(arrival, request) with { Problem = result.Error is { } error ? SipText.Clean(error.Reason) : null }
            : arrival with { Problem = result.Error is { } other ? SipText.Clean(other.Reason) : "This is no SIP request" };
    }

    private static Arrival Read(Arrival arrival, SipRequest request)
    {
        var (from, to, contact) = (Address(request, "From"), Address(request, "To"), Address(request, "Contact"));
        var audio = SdpReading.Of(request);
        return arrival with
        {
            Method = SipText.Cut(SipText.Clean(request.Method), 20),
            Dialled = Text(request.Uri.User),
            From = Text(from?.Uri.ToString()),
            FromUser = Text(from?.Uri.User),
            To = Text(to?.Uri.ToString()),
            ToUser = Text(to?.Uri.User),
            UserAgent = Text(request.Headers["User-Agent"] ?? request.Headers["Server"]),
            Codecs = audio?.Codecs,
            WantsSrtp = audio?.IsEncrypted == true,
            ContactHost = Text(contact?.Uri.Host),
            MediaHost = audio?.Address?.Address.ToString(),
            ViaPort = request.Headers["Via"] is { } via && Via.TryParse(via, out var top) ? top.Port : null,
        };
    }

    private static NameAddr? Address(SipRequest request, string header) =>
        request.Headers[header] is { } text && NameAddr.TryParse(text, out var address) ? address : null;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : SipText.Clean(text);
}

using System.Globalization;
using System.Net;
using System.Text;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Sdp;

namespace VoiceDock.Core.Calls.Engine.Probes;

/// <summary>What a peer's session description says, also where nothing in it is of use to us.</summary>
internal static class SdpReading
{
    // Payload numbers that need no rtpmap (RFC 3551 section 6), of the codecs phone systems name.
    private static readonly Dictionary<string, string> Static = new()
    {
        ["0"] = "PCMU",
        ["3"] = "GSM",
        ["4"] = "G723",
        ["8"] = "PCMA",
        ["9"] = "G722",
        ["15"] = "G728",
        ["18"] = "G729",
    };

    public static PeerAudio? Of(SipMessage message) => message.Body.Length == 0 ? null : Of(Encoding.UTF8.GetString(message.Body));

    /// <summary>Null when it cannot be read or has no audio.</summary>
    public static PeerAudio? Of(string? sdp)
    {
        if (sdp is null || !SdpSession.TryParse(sdp, out var session, out _)) return null;
        if (session.Media.FirstOrDefault(m => m.Kind == "audio") is not { } audio) return null;
        var address = session.AddressOf(audio);
        return new PeerAudio(
            address is null || audio.Port is < 1 or > 65535 ? null : new IPEndPoint(address, audio.Port),
            [.. audio.Formats.Select(f => NameOf(audio, f)).OfType<string>().Distinct().Take(20)],
            audio.Protocol.Contains("SAVP", StringComparison.Ordinal),
            audio.Codecs.Any(c => c.Name == SdpCodec.TelephoneEvent));
    }

    private static string? NameOf(SdpMedia audio, string format)
    {
        var known = audio.Codecs.FirstOrDefault(c => c.PayloadType.ToString(CultureInfo.InvariantCulture) == format)?.Name;
        return known is null ? Static.GetValueOrDefault(format) : known == SdpCodec.TelephoneEvent ? null : SipText.Clean(known);
    }
}

using System.Diagnostics.CodeAnalysis;

namespace VoiceDock.Core.Sip.Sdp;

/// <summary>The oldest spelling of hold: an offer in a call that is up, whose audio has port 0 (RFC 3264 section 8.2 ends the stream by it; such phones
/// come back with a port later).</summary>
public static class SdpHold
{
    /// <summary>Takes an offer that has audio lines, all with port 0; the answer has port 0 everywhere too.</summary>
    public static bool TryAnswer(string offer, AudioCapabilities mine, SdpIdentity id, [NotNullWhen(true)] out string? answer)
    {
        answer = null;
        if (!SdpSession.TryParse(offer, out var session, out _)) return false;
        var audio = session.Media.Where(m => m.IsAudio).ToArray();
        if (audio.Length == 0 || audio.Any(m => m.Port != 0)) return false;
        answer = new SdpSession
        {
            Identity = id,
            Host = mine.Address.ToString(),
            Times = session.Times,
            Media = [.. session.Media.Select(m => m.Refused())],
        }.ToString();
        return true;
    }
}

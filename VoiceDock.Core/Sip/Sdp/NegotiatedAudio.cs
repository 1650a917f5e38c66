using System.Net;

namespace VoiceDock.Core.Sip.Sdp;

/// <summary>What offer and answer agree on.</summary>
/// <param name="Remote">Where to send. With the old hold spelling the address is 0.0.0.0, and nothing is to be sent.</param>
/// <param name="Codec">PCMU, PCMA: spelled as in <see cref="AudioCapabilities.Codecs"/>.</param>
/// <param name="PayloadType">The far end's number for it, 0 to 127.</param>
/// <param name="TelephoneEventPayloadType">Null when digits are not sent as events.</param>
/// <param name="PtimeMs">What the far end asks for, 10 to 60; 20 when it says nothing sensible.</param>
/// <param name="Direction">From our side: what we may send and have to expect.</param>
/// <param name="OnHold">The far end lets less through than we asked for: sendonly, recvonly, inactive, or address 0.0.0.0.</param>
public sealed record NegotiatedAudio(
    IPEndPoint Remote, string Codec, int PayloadType, int? TelephoneEventPayloadType, int PtimeMs, SdpDirection Direction, bool OnHold)
{
    /// <summary>Null when the audio is in the clear.</summary>
    public NegotiatedSrtp? Srtp { get; init; }
}

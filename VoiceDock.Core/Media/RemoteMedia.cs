using System.Net;
using VoiceDock.Core.Media.Srtp;

namespace VoiceDock.Core.Media;

/// <summary>What offer and answer agreed for one leg, and who may be the source of its audio (sip-and-media: source rule).</summary>
/// <param name="Remote">The SDP address. RTP goes there from the start. Port 0 or an "any" address (an old hold): nothing is sent.</param>
/// <param name="Codec">The negotiated codec; frames sent to the far end use it.</param>
/// <param name="PayloadType">RTP payload type of <paramref name="Codec"/>, 0-127.</param>
/// <param name="DtmfPayloadType">RTP payload type of telephone-event, or null when the far end has none.</param>
/// <param name="Candidates">Further addresses the far end may send from: its signalling source, the trunk's inbound addresses.</param>
/// <param name="IsCandidate">
/// As <paramref name="Candidates"/> for address ranges. Called on a media thread, must not block; the answer is kept.
/// </param>
/// <param name="Latch">False: only packets from exactly <paramref name="Remote"/> are accepted.</param>
/// <param name="Send">False: nothing is sent to the far end (its direction is sendonly or inactive).</param>
/// <param name="Receive">False: what the far end sends is neither relayed nor heard; it only counts as a sign of life.</param>
public sealed record RemoteMedia(
    IPEndPoint Remote,
    AudioCodec Codec,
    int PayloadType,
    int? DtmfPayloadType,
    IReadOnlyList<IPAddress> Candidates,
    Func<IPAddress, bool>? IsCandidate,
    bool Latch,
    bool Send,
    bool Receive)
{
    /// <summary>Audio and reports are encrypted with these; null = in the clear.</summary>
    public SrtpKeys? Srtp { get; init; }

    /// <summary>
    /// As if the network lost all that the far end sends: nothing is heard, counted as a sign of life or told in reports. Only audio goes out.
    /// </summary>
    public bool IsDeaf { get; init; }

    /// <summary>A second telephone-event payload type to accept: the one we told, where the far end told another (RFC 3264 5.1).</summary>
    public int? ReceivedDtmfPayloadType { get; init; }
}

using System.Net;

namespace VoiceDock.Core.Diagnostics.Probes;

/// <summary>What became of a call of the doctor. Texts come from the network and are cleaned and cut.</summary>
public sealed record CallAnswer
{
    /// <summary>The INVITE in short.</summary>
    public required string Sent { get; init; }

    public required IPEndPoint Target { get; init; }

    public required ProbeOutcome Outcome { get; init; }

    public ProbeAuth Auth { get; init; }

    /// <summary>Status line of the last response; null without one.</summary>
    public string? Received { get; init; }

    public string? Detail { get; init; }

    /// <summary>Of the final response, or of the first sign of ringing; 0 without any.</summary>
    public int StatusCode { get; init; }

    public string? Warning { get; init; }

    /// <summary>A response of 180 to 199 came.</summary>
    public bool Rang { get; init; }

    public bool Answered { get; init; }

    /// <summary>From the INVITE to the first sign of ringing, to the answer, or to the refusal.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>The peer sent BYE while we still measured; its Reason, or empty.</summary>
    public string? HungUpBecause { get; init; }

    /// <summary>How often the 200 came again after our ACK.</summary>
    public int RepeatedAnswers { get; init; }

    /// <summary>The literal address of its Contact; null for a name, and without one.</summary>
    public IPAddress? ContactAddress { get; init; }

    /// <summary>What its session description says: of the answer, else of early media or of the refusal; null without one.</summary>
    public PeerAudio? Audio { get; init; }

    /// <summary>Why the answer cannot be used, in words; null when it can, or there was none.</summary>
    public string? Problem { get; init; }

    /// <summary>The codec a call uses; null when none was agreed.</summary>
    public string? Codec { get; init; }

    /// <summary>The audio that was measured; null unless answered in tone depth.</summary>
    public HeardAudio? Heard { get; init; }
}

/// <summary>A session description of a peer.</summary>
/// <param name="Address">Where it wants audio; null when it names none.</param>
/// <param name="Codecs">In its order.</param>
/// <param name="IsEncrypted">RTP/SAVP.</param>
/// <param name="TakesKeys">It names telephone-event (RFC 4733).</param>
public sealed record PeerAudio(IPEndPoint? Address, IReadOnlyList<string> Codecs, bool IsEncrypted, bool TakesKeys);

/// <summary>A few seconds of audio.</summary>
/// <param name="Seconds">How long it was measured.</param>
/// <param name="Out">RTP packets sent.</param>
/// <param name="In">RTP packets that came.</param>
/// <param name="From">Where they came from; null without any.</param>
/// <param name="RoundTripMs">By RTCP; null where the peer sends none.</param>
/// <param name="FarLost">Of what we sent, what the peer's RTCP misses; null where it sends none.</param>
/// <param name="Strangers">Packets dropped for where they came from.</param>
/// <param name="Unauthentic">Packets dropped because their encryption does not fit.</param>
public sealed record HeardAudio(
    double Seconds, long Out, long In, long Lost, double JitterMs, IPEndPoint? SentTo, IPEndPoint? From, double? RoundTripMs, long? FarLost, long Strangers, long Unauthentic);

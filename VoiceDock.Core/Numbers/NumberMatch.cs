using VoiceDock.Core.Assistants;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Numbers;

/// <summary>What an inbound call is for.</summary>
/// <param name="Number">Null only with <see cref="UnansweredCause.UnknownNumber"/>.</param>
/// <param name="Assistant">The one who answers; null unless <paramref name="Cause"/> is null.</param>
/// <param name="InboundTrunk">The trunk the call came over; null only when no trunk was given.</param>
/// <param name="Cause">Why it is not answered; null when it is.</param>
public sealed record NumberMatch(Number? Number, Assistant? Assistant, Trunk? InboundTrunk, UnansweredCause? Cause)
{
    public bool IsAnswered => Cause is null;

    /// <summary>The SIP status of the refusal: 404 for an unknown number, 480 else; null when the call is answered.</summary>
    public int? StatusCode => Cause switch { null => null, UnansweredCause.UnknownNumber => 404, _ => 480 };
}

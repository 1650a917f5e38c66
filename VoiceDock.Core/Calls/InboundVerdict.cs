using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls;

/// <summary>What to do with an inbound call: take it, or refuse it with this SIP status.</summary>
/// <param name="Status">0 = taken.</param>
public readonly record struct InboundVerdict(int Status, InboundTaker? Taker)
{
    public static InboundVerdict Refuse(int status) => new(status, null);

    public static InboundVerdict Accept(InboundTaker taker) => new(0, taker);
}

/// <summary>Takes an accepted call.</summary>
/// <param name="CallId">The id the call will have.</param>
/// <param name="Trunk">The trunk the call came over, of those its source is a peer of: its settings count for the caller's leg.</param>
/// <param name="Take">Gets the line and returns where its events go; must not block.</param>
public sealed record InboundTaker(Guid CallId, Trunk? Trunk, Func<ICallLine, Action<LegEvent>> Take);

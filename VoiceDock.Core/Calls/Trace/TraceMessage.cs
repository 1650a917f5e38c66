namespace VoiceDock.Core.Calls.Trace;

/// <summary>One SIP message of a call, with every secret already masked at the tap.</summary>
/// <param name="Leg">"caller", or "destination 1", "destination 2" …, one per INVITE.</param>
/// <param name="Sent">True: we sent it.</param>
/// <param name="Local">Our address and port.</param>
/// <param name="Summary">The first line, for the list.</param>
/// <param name="Text">The whole message.</param>
public sealed record TraceMessage(DateTime At, string Leg, bool Sent, bool Retransmission, string Local, string Remote, string SipCallId, string Summary, string Text);

/// <summary>All SIP messages of one call, oldest first.</summary>
/// <param name="Truncated">The limit was reached; later messages are missing.</param>
public sealed record CallTrace(Guid CallId, IReadOnlyList<TraceMessage> Messages, bool Truncated);

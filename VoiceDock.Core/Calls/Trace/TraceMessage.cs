namespace VoiceDock.Core.Calls.Trace;

/// <summary>One SIP message of a call, with every secret already masked at the tap.</summary>
/// <param name="At">UTC.</param>
/// <param name="Leg">"caller", or "destination 1", "destination 2" …, one per INVITE.</param>
/// <param name="Sent">True: we sent it.</param>
/// <param name="Transport">What carried it: udp, tcp or tls.</param>
/// <param name="Local">Our address and port.</param>
/// <param name="Summary">The first line, for the list.</param>
/// <param name="Text">The whole message.</param>
public sealed record TraceMessage(
    DateTime At, string Leg, bool Sent, bool Retransmission, string Transport, string Local, string Remote, string SipCallId, string Summary, string Text);

namespace VoiceDock.Core.Sip.Messages;

/// <summary>Why a datagram is no good message.</summary>
/// <param name="Reason">A few plain words, without text of the peer: fit for a log and for the reason phrase of an answer.</param>
/// <param name="Status">What to answer a request with: 400, 505 or 513.</param>
/// <param name="Partial">A request whose top Via could be read and whose CSeq has a method, only to make that answer from: its other typed
/// values may throw. Null for responses and for what cannot be answered.</param>
public sealed record SipParseError(string Reason, int Status = 400, SipRequest? Partial = null);

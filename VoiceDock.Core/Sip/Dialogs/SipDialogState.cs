using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>A confirmed dialog in words (RFC 3261 section 12), for whoever keeps it beyond this process; <see cref="SipAgent.ByeAsync"/> ends it.</summary>
/// <param name="CallId">The Call-ID.</param>
/// <param name="Local">Our side with its tag, as a From header.</param>
/// <param name="Remote">The other side with its tag, as a To header.</param>
/// <param name="RemoteTarget">The other side's latest Contact: a URI.</param>
/// <param name="Routes">Values of the Route header, in order.</param>
/// <param name="Sequence">CSeq number of our last request; 0 when there was none.</param>
/// <param name="Peer">The other side's signalling address.</param>
/// <param name="Authenticates">Challenges are answered.</param>
public sealed record SipDialogState(
    string CallId, string Local, string Remote, string RemoteTarget, IReadOnlyList<string> Routes, uint Sequence, SipTarget Peer, bool Authenticates);

using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Tests.Sip.Peers;

/// <summary>One call of <see cref="ISipSessionHandler"/>.</summary>
public sealed record SessionEvent(
    string Name, SipSession Session, SipResponse? Response = null, SipReinvite? Offer = null, SipRequest? Info = null, SipEnd? End = null,
    SipReferState? Refer = null);

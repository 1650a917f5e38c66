using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice.Faults;

/// <summary>
/// The ACK to a 2xx is sent to the Contact, on another way than the INVITE, and is lost there. That of a refused INVITE takes the INVITE's way
/// (RFC 3261 17.1.1.3) and arrives.
/// </summary>
internal sealed class AckLostFault(string name) : PracticeFault(name)
{
    internal override bool Hears(SipRequest request, PracticeCalls calls) => request.Method != SipMethods.Ack || !calls.IsAnswered(request.CallId);
}

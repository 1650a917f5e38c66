using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice.Faults;

/// <summary>Refuses what begins something, before it asks who is there.</summary>
internal sealed class RefusalFault(string name, Func<SipRequest, PracticeAccess, PracticeRefusal?> refuse) : PracticeFault(name)
{
    internal override PracticeRefusal? Refuse(SipRequest request, PracticeAccess access) => refuse(request, access);
}

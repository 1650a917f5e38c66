using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice.Faults;

/// <summary>Refuses calls of those it knows.</summary>
internal sealed class CallRefusalFault(string name, Func<SipRequest, PracticeSound, PracticeRefusal?> refuse) : PracticeFault(name)
{
    internal override PracticeRefusal? RefuseCall(SipRequest invite, PracticeSound sound) => refuse(invite, sound);
}

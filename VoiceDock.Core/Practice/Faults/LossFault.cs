using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice.Faults;

/// <summary>Some requests never arrive.</summary>
internal sealed class LossFault(string name, Func<SipRequest, bool> isLost) : PracticeFault(name)
{
    internal override bool Hears(SipRequest request, PracticeCalls calls) => !isLost(request);
}

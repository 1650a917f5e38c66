using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice.Faults;

/// <summary>Lists one more Contact in every 200 to REGISTER.</summary>
internal sealed class BindingFault(string name, string contact) : PracticeFault(name)
{
    internal override void Finish(SipRequest request, SipResponse response)
    {
        if (request.Method == SipMethods.Register && response.StatusCode == 200) response.Headers.Add("Contact", contact);
    }
}

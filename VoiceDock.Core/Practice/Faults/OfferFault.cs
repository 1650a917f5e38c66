using System.Text;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Sdp;

namespace VoiceDock.Core.Practice.Faults;

/// <summary>Has audio that most offers do not fit: they are refused at once with 488, and a Warning tells why (RFC 3261 20.43).</summary>
/// <param name="warning">The warn-code and text: 302 for another transport protocol, 305 for another media format.</param>
internal sealed class OfferFault(string name, (int Code, string Text) warning, Func<PracticeSound, PracticeSound> change) : PracticeFault(name)
{
    internal override PracticeSound Change(PracticeSound sound) => change(sound);

    internal override PracticeRefusal? RefuseCall(SipRequest invite, PracticeSound sound)
    {
        // Without an offer we are to make one, and the other side judges.
        if (invite.Body.Length == 0) return null;
        var answer = SdpOffers.CreateAnswer(Encoding.UTF8.GetString(invite.Body), sound.Capabilities(port: 0), new SdpIdentity(1, 1));
        return answer.Sdp is null ? new PracticeRefusal(488, ("Warning", $"{warning.Code} practice.pbx \"{warning.Text}\"")) : null;
    }
}

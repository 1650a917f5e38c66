using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Between a REFER's words in the domain and in the stack.</summary>
internal static class LegRefers
{
    /// <summary>Whom to call: the dialled text becomes the user part only, host and port come from the trunk.</summary>
    public static NameAddr To(ReferPlan plan) => new()
    {
        Uri = plan.ByTel
            ? new SipUri { Scheme = "tel", User = plan.DialledUser }
            : new SipUri { Scheme = "sip", User = plan.DialledUser, Host = plan.Trunk.Host, Port = plan.Trunk.Port },
    };

    /// <summary>Who asks (RFC 3892): our own side of the dialog, without name and tag.</summary>
    public static NameAddr By(SipSession session) =>
        new() { Uri = session.IsInbound ? session.InviteRequest.To.Uri : session.InviteRequest.From.Uri };

    public static ReferStage Stage(SipReferState state) => state.Kind switch
    {
        SipReferKind.Accepted => ReferStage.Accepted,
        SipReferKind.Progress => ReferStage.Ringing,
        SipReferKind.Succeeded => ReferStage.Succeeded,
        SipReferKind.Failed => ReferStage.Failed,
        SipReferKind.Refused => ReferStage.Refused,
        _ => state.SessionIsOver ? ReferStage.LegGone : ReferStage.Unknown,
    };
}

using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>From a dial plan to an INVITE. The dialled text becomes the user part only; host and port come from the trunk.</summary>
internal static class OutboundCalls
{
    public static OutboundInvite Invite(EngineParts parts, DialPlan plan, string sdp, string callId)
    {
        var trunk = plan.Trunk;
        var own = parts.Own.For(plan.Target.Address);
        var identity = CallerIdentity.For(plan, trunk.Username is null ? own.ToString() : trunk.Host);
        var uri = new SipUri { Scheme = "sip", User = plan.DialledUser, Host = trunk.Host, Port = trunk.Port };
        return new OutboundInvite
        {
            RequestUri = uri,
            From = identity.From,
            To = new NameAddr { Uri = uri with { Port = null } },
            Target = TrunkTargets.Of(trunk, plan.Target),
            Sdp = sdp,
            Credentials = parts.Digest(trunk),
            ExtraHeaders = identity.Headers,
            AcceptsFrom = address => parts.Peers.IsPeerOf(trunk.Id, address),
            CallId = callId,
        };
    }
}

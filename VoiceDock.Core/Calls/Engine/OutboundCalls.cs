using System.Net;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Registrations;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>
/// From a dial plan to an INVITE. The dialled text becomes the user part only; host and port come from the trunk, or from the contact its PBX
/// registered, echoed as it was.
/// </summary>
internal static class OutboundCalls
{
    public static OutboundInvite Invite(EngineParts parts, DialPlan plan, string sdp, string callId)
    {
        var trunk = plan.Trunk;
        var own = parts.Own.For(plan.Target.Address);
        var identity = CallerIdentity.For(plan, trunk.Username is null ? own.ToString() : trunk.Host);
        var uri = new SipUri { Scheme = "sip", User = plan.DialledUser, Host = trunk.Host, Port = trunk.Port };
        var registered = Registered(parts, plan);
        return new OutboundInvite
        {
            RequestUri = registered is null ? uri : registered.Contact with { User = plan.DialledUser },
            From = identity.From,
            To = new NameAddr { Uri = uri with { Port = null } },
            Target = registered?.Source ?? TrunkTargets.Of(trunk, plan.Target),
            Sdp = sdp,
            // the trunk's password belongs to its host; who registered here has proven another one
            Credentials = registered is null || IsHost(parts, trunk, plan.Target) ? parts.Digest(trunk) : null,
            ExtraHeaders = [.. identity.Headers, .. plan.Headers.Select(h => (h.Key, h.Value))],
            AcceptsFrom = address => parts.Peers.IsPeerOf(trunk.Id, address),
            MaxForwards = plan.MaxForwards,
            CallId = callId,
        };
    }

    private static Binding? Registered(EngineParts parts, DialPlan plan) =>
        parts.Accounts.BindingsOf(plan.Trunk).FirstOrDefault(b => b.Source.EndPoint.Equals(plan.Target));

    public static bool IsHost(EngineParts parts, Trunk trunk, IPEndPoint target) =>
        parts.Peers.TargetsOf(trunk.Id).Any(t => t.Address.Equals(target.Address));
}

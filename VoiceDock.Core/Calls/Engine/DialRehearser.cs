using System.Net;
using System.Net.Sockets;
using VoiceDock.Core.Calls.Templates;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Media;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Goes the way of a transfer as far as the INVITE, and shows it instead of sending it.</summary>
internal sealed class DialRehearser(SipEngine engine, TransferPlanner planner, TollMeter toll) : IDialRehearsal
{
    public async ValueTask<DialRehearsal> RehearseAsync(DialWish wish, CancellationToken cancellation)
    {
        var trunk = wish.Trunk;
        List<DialCheck> checks = [];
        if (!trunk.IsActive)
            return Refused(checks, DialStep.Trunk, "trunk_inactive", $"Trunk '{trunk.Name}' is switched off.", "Switch it on under Active.");
        var dialled = planner.Dial(trunk, wish.Destination);
        if (!dialled.IsOk)
            return Refused(checks, DialStep.Number, dialled.Error.Code, dialled.Error.Message);
        checks.Add(new DialCheck(DialStep.Number, DialVerdict.Ok, "ok", $"{wish.Destination.Trim()} is dialled as {dialled.Value}."));
        if (toll.Refusal(trunk) is { } capped) return Refused(checks, DialStep.Trunk, capped.Code, capped.Message);
        checks.Add(CallerId(wish));
        var headers = Headers(wish);
        if (trunk.Headers.Count > 0) checks.Add(Headers(trunk, headers));
        var found = await engine.ResolveAsync(trunk, cancellation);
        if (!found.IsOk)
            return Refused(checks, DialStep.Target, found.Error.Code, found.Error.Message, "Check the host and port of the trunk.") with { Dialled = dialled.Value };
        checks.Add(Target(found.Value, trunk));
        var plan = new DialPlan(trunk, found.Value[0], dialled.Value, wish.CallerNumber, wish.CallerName, wish.OurNumber) { Headers = headers };
        return Write(wish, plan, checks);
    }

    private DialRehearsal Write(DialWish wish, DialPlan plan, List<DialCheck> checks)
    {
        var (dialled, target) = (plan.DialledUser, plan.Target);
        try
        {
            using var call = engine.Parts.Media.OpenCall();
            var (text, way) = SipLeg.Rehearse(engine.Parts, plan, call, wish.CallerCodec);
            var by = way.WireName.ToUpperInvariant();
            var size = by == WireName.Of(wish.Trunk.Transport).ToUpperInvariant() ? "" : ", because it is too large for UDP";
            checks.Add(new DialCheck(DialStep.Message, DialVerdict.Ok, "ok", $"The INVITE leaves over {by}{size}."));
            return new DialRehearsal(checks) { Dialled = dialled, Target = target, Invite = text };
        }
        catch (MediaCapacityException)
        {
            return Refused(checks, DialStep.Message, "no_audio_port", "No audio port is free now.", "Wait until a call ends, or set a larger range of media ports.") with { Dialled = dialled, Target = target };
        }
        catch (SocketException fault)
        {
            return Refused(checks, DialStep.Message, "no_route", $"This machine has no way to {target.Address}: {fault.Message}.", "Check its network.") with { Dialled = dialled, Target = target };
        }
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Headers(DialWish wish)
    {
        var call = new CallView
        {
            Id = wish.CallId ?? Guid.NewGuid(),
            Caller = wish.CallerNumber,
            CallerName = wish.CallerName,
            Number = wish.OurNumber,
            AssistantName = wish.AssistantName,
        };
        return HeaderTemplate.Fill(wish.Trunk.Headers, call, summary: null);
    }

    private static DialCheck Headers(Trunk trunk, IReadOnlyList<KeyValuePair<string, string>> filled)
    {
        // both are in the trunk's order
        var left = filled.Select(h => h.Key).ToList();
        var silent = trunk.Headers.Select(h => h.Name).Where(name => !left.Remove(name)).ToList();
        var sent = filled.Count == 0 ? "The INVITE carries none of the trunk's own headers" : $"The INVITE carries {string.Join(", ", filled.Select(h => h.Key))}";
        return new(DialStep.Headers, DialVerdict.Ok, "ok", silent.Count == 0 ? $"{sent}." : $"{sent}; nothing is known here for {string.Join(", ", silent)}.");
    }

    private static DialCheck CallerId(DialWish wish)
    {
        var trunk = wish.Trunk;
        var number = CallerIdentity.NumberOf(trunk, trunk.CallerIdPolicy, wish.CallerNumber, wish.OurNumber);
        if (number is not null) return new(DialStep.CallerId, DialVerdict.Ok, "ok", $"The destination sees {number}.");
        return trunk.CallerIdPolicy == CallerIdPolicy.Caller
            ? new(DialStep.CallerId, DialVerdict.Ok, "anonymous", "The caller's number is withheld, and stays so.")
            : new(DialStep.CallerId, DialVerdict.Mind, "anonymous", "There is no number to show: the call is anonymous.", "Give the trunk a caller ID number; many providers refuse anonymous calls.");
    }

    private static DialCheck Target(IReadOnlyList<IPEndPoint> targets, Trunk trunk)
    {
        var more = targets.Count > 1 ? $"; where it does not answer, to {string.Join(", ", targets.Skip(1).Take(3))}" : "";
        return new(DialStep.Target, DialVerdict.Ok, "ok", $"It goes to {targets[0]} over {WireName.Of(trunk.Transport).ToUpperInvariant()}{more}.");
    }

    private static DialRehearsal Refused(List<DialCheck> checks, DialStep step, string code, string words, string advice = "")
    {
        checks.Add(new DialCheck(step, DialVerdict.Refused, code, words, advice));
        return new DialRehearsal(checks);
    }
}

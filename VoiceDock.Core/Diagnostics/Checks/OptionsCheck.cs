using System.Net;
using VoiceDock.Core.Diagnostics.Probes;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>OPTIONS to each address until one answers, then twice more for the round trip. Silence is no failure when REGISTER or a call is answered.</summary>
internal sealed class OptionsCheck(ISipProbe probe, TestCall call) : ICheck
{
    private const int MostTargets = 4, Probes = 3;

    public CheckName Name => CheckName.Options;

    public bool IsPartOf(DoctorMode mode) => mode != DoctorMode.DryRun;

    public async Task<Finding> RunAsync(Examination exam, CancellationToken ct)
    {
        if (exam.Unreachable is { } why) return Finding.Skipped(why);
        List<ProbeAnswer> asked = [];
        IReadOnlyList<IPEndPoint> targets = exam.Alive is { } alive ? [alive] : [.. exam.Targets.Take(MostTargets)];
        foreach (var target in targets)
        {
            var answer = await AskAsync(exam, target, Examination.Patience / Math.Min(2, targets.Count), ct);
            asked.Add(answer);
            if (!answer.IsAnswered) continue;
            exam.Alive = target;
            return await AnsweredAsync(exam, asked, ct);
        }

        return await SilentAsync(exam, asked, ct);
    }

    private async Task<Finding> AnsweredAsync(Examination exam, List<ProbeAnswer> asked, CancellationToken ct)
    {
        List<ProbeAnswer> probes = [asked[^1]];
        while (probes.Count < Probes) probes.Add(await AskAsync(exam, exam.Alive!, Examination.Patience, ct));
        exam.Options = probes;
        var first = probes[0];
        var dead = asked.SkipLast(1).Select(a => a.Target).ToList();
        var lost = probes.Count(p => !p.IsAnswered);
        var finding = dead.Count > 0 && exam.IsFromSrv
            ? exam.Warning("R02", $"DNS sends us to {CheckText.Join(dead)}, which does not answer; {exam.Alive} does. Calls lose time until the next address is tried.")
            : dead.Count > 0 ? exam.Warning("R04", $"{CheckText.Join(dead)} does not answer; {exam.Alive} does. Calls lose time until the next address is tried.")
            : first.StatusCode == 503 ? exam.Warning("R19", "The PBX answers that it is overloaded or that its own lines are down.")
            : lost > 0 ? Finding.Warning($"{lost} of {Probes} requests got no answer: packets are lost on the way.", "Look at the network between this server and the PBX.", CheckSide.Network)
            : Finding.Ok(Alive(first));
        return finding.From(first) with { Facts = [.. Facts(probes)] };
    }

    private async Task<Finding> SilentAsync(Examination exam, List<ProbeAnswer> asked, CancellationToken ct)
    {
        var last = asked[^1];
        if (asked.TrueForAll(a => a.Outcome == ProbeOutcome.Closed)) return Gone(exam, Closed(exam, last)).From(last);
        if (asked.Find(a => a.Outcome == ProbeOutcome.TlsFailed) is { } tls) return Gone(exam, exam.Problem("R06", $"{tls.Detail}.")).From(tls);
        var bindings = await exam.AskBindingsAsync(ct);
        if (bindings.IsAnswered)
        {
            exam.Alive = bindings.Target;
            return Ignores(exam, "REGISTER").From(last);
        }

        if (TestCall.IsIn(exam.Order.Mode) && await call.PlaceAsync(exam, ct) is { Outcome: ProbeOutcome.Answered } placed)
        {
            exam.Alive = placed.Target;
            return Ignores(exam, "calls").From(last);
        }

        var at = exam.Trunk.Route + (asked.Count > 1 ? $" at {CheckText.Join(asked.Select(a => a.Target))}" : "");
        var finding = exam.IsFromSrv
            ? exam.Problem("R02", $"DNS sends us to {CheckText.Join(asked.Select(a => a.Target))} for {exam.Trunk.Host}, and nothing answers there.")
            : exam.Problem("R04", $"{at} does not answer, neither OPTIONS nor REGISTER.");
        return Gone(exam, finding).From(last);
    }

    private static Finding Ignores(Examination exam, string answers)
    {
        var rule = exam.Rule("R07");
        return Finding.Ok($"The peer ignores OPTIONS. That is allowed: it answers {answers}.") with { Rule = rule.Id, Fix = rule.Fix, Side = rule.Side };
    }

    private static Finding Gone(Examination exam, Finding finding)
    {
        exam.Unreachable = "The peer does not answer.";
        return finding;
    }

    private static Finding Closed(Examination exam, ProbeAnswer last) => exam.IsFromSrv
        ? exam.Problem("R02", $"DNS sends us to {last.Target}, and nothing listens there.")
        : exam.Problem("R05", $"The machine {exam.Trunk.Host} is there, but nothing listens on port {last.Target.Port}.");

    private Task<ProbeAnswer> AskAsync(Examination exam, IPEndPoint target, TimeSpan patience, CancellationToken ct) =>
        probe.OptionsAsync(exam.Subject, target, withCredentials: false, patience, ct);

    private static string Alive(ProbeAnswer answer) => answer.StatusCode switch
    {
        >= 200 and < 300 => $"The peer answers in {CheckText.Of(answer.RoundTrip)}.",
        401 or 407 => "The peer is alive, and asks for a password even for this.",
        405 or 501 => "The peer is alive, and does not take this kind of request. That is allowed.",
        >= 300 and < 400 => "The peer is alive, and points to another address, which is not followed.",
        _ => $"The peer is alive: any answer counts, also {answer.StatusCode}.",
    };

    private static IEnumerable<string> Facts(List<ProbeAnswer> probes)
    {
        var first = probes[0];
        yield return $"Round trips: {string.Join(", ", probes.Select(p => p.IsAnswered ? CheckText.Of(p.RoundTrip) : "lost"))}";
        if (first.Server is not null) yield return $"Server: {first.Server}";
        if (first.Allow is not null) yield return $"Allow: {first.Allow}";
        if (first.Supported is not null) yield return $"Supported: {first.Supported}";
        if (first.Codecs is not null) yield return $"Codecs it names: {(first.Codecs.Count == 0 ? "none" : string.Join(", ", first.Codecs))}";
    }
}

using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>A connection to each address until one is made; over TLS with a look at the certificate.</summary>
internal sealed class ConnectCheck(ISipProbe probe, IOptions<TrunkHealthOptions> health, TimeProvider time) : ICheck
{
    private const int MostTargets = 4;

    public CheckName Name => CheckName.Connect;

    public bool IsPartOf(DoctorMode mode) => mode != DoctorMode.DryRun;

    public async Task<Finding> RunAsync(Examination exam, CancellationToken ct)
    {
        if (exam.Unreachable is { } why) return Finding.Skipped(why);
        if (exam.Trunk.Transport == TrunkTransport.Udp) return Finding.Skipped("UDP has no connection: what answers is judged by the next check.");
        List<(IPEndPoint Target, ConnectAnswer Answer)> tried = [];
        foreach (var target in exam.Targets.Take(MostTargets))
        {
            var answer = await probe.ConnectAsync(exam.Subject, target, Examination.Patience / Math.Min(2, exam.Targets.Count), ct);
            tried.Add((target, answer));
            if (answer.Outcome != ConnectOutcome.Connected) continue;
            exam.Alive = target;
            break;
        }

        return Read(exam, tried) with
        {
            Sent = $"{WireName.Of(exam.Trunk.Transport).ToUpperInvariant()} connection to {CheckText.Join(tried.Select(t => t.Target))}",
            Received = tried[^1].Answer is { Outcome: ConnectOutcome.Connected } made ? made.Tls ?? "connected" : tried[^1].Answer.Problem,
            Facts = [.. tried.SelectMany(t => Facts(t.Target, t.Answer))],
        };
    }

    private Finding Read(Examination exam, List<(IPEndPoint Target, ConnectAnswer Answer)> tried)
    {
        var last = tried[^1].Answer;
        if (last.Outcome != ConnectOutcome.Connected)
        {
            exam.Unreachable = "There is no connection to the peer.";
            return Failed(exam, tried);
        }

        if (tried.Count > 1)
        {
            return exam.Warning(exam.IsFromSrv ? "R02" : "R04",
                $"{(exam.IsFromSrv ? "DNS sends us to" : "There is no connection to")} {CheckText.Join(tried.SkipLast(1).Select(t => t.Target))}{(exam.IsFromSrv ? ", where there is no connection" : "")}; {tried[^1].Target} takes one. Calls lose time until the next address is tried.");
        }

        return last.Certificate is { } certificate && certificate.EndsAt - Now < TimeSpan.FromDays(health.Value.CertificateDays)
            ? exam.Warning("R27", $"The peer's certificate expires on {FingerprintWords.Day(certificate.EndsAt)}.")
            : Finding.Ok(last.Tls is null ? $"{tried[^1].Target} takes connections." : $"{tried[^1].Target} takes connections, and its certificate is good.");
    }

    private static Finding Failed(Examination exam, List<(IPEndPoint Target, ConnectAnswer Answer)> tried)
    {
        if (tried.FirstOrDefault(t => t.Answer.Outcome == ConnectOutcome.TlsFailed) is { Answer: { } tls })
            return exam.Problem("R06", $"{tls.Problem}.");
        if (exam.IsFromSrv)
            return exam.Problem("R02", $"DNS sends us to {CheckText.Join(tried.Select(t => t.Target))}, and there is no connection.");
        var port = tried[0].Target.Port;
        return tried.TrueForAll(t => t.Answer.Outcome == ConnectOutcome.Refused)
            ? exam.Problem("R05", $"The machine {exam.Trunk.Host} is there, but nothing listens on {WireName.Of(exam.Trunk.Transport).ToUpperInvariant()} port {port}.")
            : exam.Problem("R04", $"{exam.Trunk.Route} does not answer on {WireName.Of(exam.Trunk.Transport).ToUpperInvariant()} port {port}.");
    }

    private IEnumerable<string> Facts(IPEndPoint target, ConnectAnswer answer)
    {
        yield return answer.Outcome == ConnectOutcome.Connected
            ? $"{target}: connected in {CheckText.Of(answer.Took)}{(answer.Tls is null ? "" : $" with {answer.Tls}")}"
            : $"{target}: {answer.Problem}";
        if (answer.Certificate is not { } certificate) yield break;
        var days = (int)Math.Floor((certificate.EndsAt - Now).TotalDays);
        yield return $"Certificate for {(certificate.Names.Count == 0 ? "no name" : string.Join(", ", certificate.Names))}, issued by {certificate.Issuer}";
        yield return string.Create(CultureInfo.InvariantCulture,
            $"Certificate {(days < 0 ? "expired" : "expires")} on {FingerprintWords.Day(certificate.EndsAt)} ({(days < 0 ? $"{-days} days ago" : $"in {days} days")})");
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}

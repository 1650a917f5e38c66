using System.Net;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine.Probes;

/// <summary>The doctor's single messages, sent by the running engine from where calls leave.</summary>
internal sealed class SipProbe(SipEngine engine, TimeProvider time) : ISipProbe
{
    public async Task<ConnectAnswer> ConnectAsync(DoctorSubject subject, IPEndPoint target, TimeSpan patience, CancellationToken ct)
    {
        var begun = time.GetTimestamp();
        var from = engine.Parts.Agent.LocalEndPoint.Address;
        var reading = await ConnectionTest.RunAsync(TrunkTargets.Of(subject.Trunk, target), from, patience, time, ct);
        using var certificate = reading.Certificate;
        var outcome = reading.Problem switch
        {
            null => ConnectOutcome.Connected,
            ConnectionProblem.Timeout => ConnectOutcome.Silent,
            ConnectionProblem.Tls => ConnectOutcome.TlsFailed,
            _ => ConnectOutcome.Refused,
        };
        return new ConnectAnswer(outcome, time.GetElapsedTime(begun), reading.Detail, certificate is null ? null : ProbeReading.Of(certificate), reading.Tls);
    }

    public Task<ProbeAnswer> OptionsAsync(DoctorSubject subject, IPEndPoint target, bool withCredentials, TimeSpan patience, CancellationToken ct) =>
        SendAsync(subject, SipMethods.Options, target, withCredentials, [("Accept", "application/sdp")], patience, ct);

    public Task<ProbeAnswer> AskBindingsAsync(DoctorSubject subject, IPEndPoint target, TimeSpan patience, CancellationToken ct) =>
        SendAsync(subject, SipMethods.Register, target, withCredentials: true, [], patience, ct);

    public IPEndPoint OurAddress(DoctorSubject subject, IPEndPoint target) => new(
        engine.Parts.Own.For(target.Address),
        subject.Trunk.Transport == TrunkTransport.Tls ? engine.TlsAddress?.Port ?? 0 : engine.Parts.Agent.LocalEndPoint.Port);

    public IReadOnlyList<IPEndPoint> RegisteredFrom(DoctorSubject subject) =>
        subject.IsSaved ? [.. engine.Parts.Accounts.BindingsOf(subject.Trunk).Select(b => b.Source.EndPoint).Distinct()] : [];

    private async Task<ProbeAnswer> SendAsync(
        DoctorSubject subject, string method, IPEndPoint target, bool withCredentials, IReadOnlyList<(string Name, string Value)> headers, TimeSpan patience, CancellationToken ct)
    {
        var trunk = subject.Trunk;
        var isRegister = method == SipMethods.Register;
        var host = TrunkTargets.Uri(trunk.Route);
        // who registers names the domain alone (RFC 3261 10.2)
        var domain = trunk.FromDomain ?? (isRegister || trunk.Username is not null ? trunk.Host : engine.Parts.Own.For(target.Address).ToString());
        var account = new NameAddr { Uri = new SipUri { Scheme = "sip", User = trunk.FromUser ?? trunk.Username ?? "voicedock", Host = domain } };
        var request = new OutboundRequest
        {
            Method = method,
            RequestUri = isRegister ? host with { Host = domain, Port = domain == trunk.Host ? host.Port : null } : host,
            From = account,
            To = isRegister ? account : new NameAddr { Uri = host },
            Target = TrunkTargets.Of(trunk, target),
            Credentials = withCredentials ? Credentials(subject) : null,
            ExtraHeaders = headers,
            OmitContact = isRegister,
            Timeout = patience,
        };
        var exchange = await engine.Parts.Agent.SendAsync(request, ct);
        ct.ThrowIfCancellationRequested();
        return ProbeReading.Of(exchange);
    }

    // what a run on a saved trunk proves, calls may use; a form is nobody's yet
    private IDigestCredentials? Credentials(DoctorSubject subject) =>
        subject.IsSaved ? engine.Parts.Digest(subject.Trunk) : ProbeDigest.For(subject);
}

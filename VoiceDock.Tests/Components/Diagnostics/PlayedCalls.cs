using System.Net;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Probes;

namespace VoiceDock.Tests.Components.Diagnostics;

/// <summary>The doctor's calls as a page meets them: each is answered by ringing.</summary>
public sealed class PlayedCalls : ICallProbe
{
    public string Offer(DoctorSubject subject, IPEndPoint target) => "v=0\r\nm=audio 20000 RTP/AVP 8\r\n";

    public Task<CallAnswer> CallAsync(DoctorSubject subject, IPEndPoint target, ProbeCall call, CancellationToken ct) => Task.FromResult(new CallAnswer
    {
        Sent = $"INVITE sip:{call.Dialled}@{subject.Trunk.Host} to udp {target}",
        Target = target,
        Outcome = ProbeOutcome.Answered,
        Received = "180 Ringing",
        StatusCode = 180,
        Rang = true,
        Took = TimeSpan.FromMilliseconds(20),
    });

    public AudioPorts Ports() => new(20_000, 29_999, 5_000, 5_000, 32_768, 60_999);
}

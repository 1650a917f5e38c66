using System.Globalization;
using System.Net;
using VoiceDock.Core.Calls.Templates;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine.Probes;

/// <summary>The doctor's calls: an INVITE as a transfer would send it, and no caller behind it.</summary>
internal sealed class CallProbe(SipEngine engine, MediaOptions ports, TimeProvider time) : ICallProbe
{
    /// <summary>How long audio is measured.</summary>
    private static readonly TimeSpan Listening = TimeSpan.FromSeconds(3.5);

    /// <summary>Within it a peer that was reached has to ring, else the call is given up.</summary>
    private static readonly TimeSpan UntilRinging = TimeSpan.FromSeconds(10);

    public string Offer(DoctorSubject subject, IPEndPoint target)
    {
        using var call = engine.Parts.Media.OpenCall();
        return SecretMask.Apply(Open(call, new NoEvents(), subject, target, isPlain: false).Offer());
    }

    public async Task<CallAnswer> CallAsync(DoctorSubject subject, IPEndPoint target, ProbeCall call, CancellationToken ct)
    {
        using var audio = engine.Parts.Media.OpenCall();
        var one = new ProbeSession(engine.Parts, subject.Trunk, time, call.Depth == CallDepth.Ring);
        var media = Open(audio, one, subject, target, call.IsPlain);
        one.Media = media;
        var invite = OutboundCalls.Invite(engine.Parts, Plan(subject, target, call), media.Offer(), Guid.NewGuid().ToString("N"));
        var sent = SipText.Cut(SipText.Clean($"INVITE {invite.RequestUri} to {invite.Target}"), 200);
        one.Begin(engine.Parts.Agent.Invite(subject.IsSaved ? invite : invite with { Credentials = ProbeDigest.For(subject) }, one));
        try
        {
            await UntilAsync(one.Progress, UntilRinging, ct);
            if (call.Depth == CallDepth.Tone && one.Rang) await UntilAsync(one.AnsweredOrOver, subject.Trunk.RingTimeout, ct);
            return one.Read(sent, target, call.Depth == CallDepth.Tone && one.IsUp ? await ListenAsync(one, media, ct) : null);
        }
        finally
        {
            one.HangUp();
        }
    }

    public AudioPorts Ports()
    {
        var now = engine.Parts.Media.Counters;
        var (first, last) = Ephemeral();
        return new AudioPorts(ports.FirstPort, ports.LastPort, now.PortsOfRange - now.PortsInUse - now.PortsResting, now.PortsOfRange, first, last);
    }

    private async Task<HeardAudio> ListenAsync(ProbeSession one, LegMedia media, CancellationToken ct)
    {
        media.Leg.SetSource(new ToneSource(440));
        var begun = time.GetTimestamp();
        await UntilAsync(one.Over, Listening, ct);
        var now = media.Leg.ReadStats();
        return new HeardAudio(
            time.GetElapsedTime(begun).TotalSeconds, now.PacketsOut, now.PacketsIn, now.Lost, Math.Round(now.JitterMs, 1), now.SendingTo ?? media.Agreed?.Remote,
            now.LatchedAddress, now.RoundTripMs, now.FarLost, now.DiscardedStrangers, now.DiscardedUnauthentic);
    }

    private async Task UntilAsync(Task what, TimeSpan most, CancellationToken ct)
    {
        try
        {
            await what.WaitAsync(most, time, ct);
        }
        catch (TimeoutException)
        {
            // What has come by now is judged.
        }
    }

    private LegMedia Open(MediaCall call, IMediaLegEvents events, DoctorSubject subject, IPEndPoint target, bool isPlain) => engine.Parts.OpenMedia(
        call, events, target.Address, subject.Trunk.Codecs.Count > 0 ? subject.Trunk.Codecs : ["PCMA", "PCMU"], LegSrtp.Outbound(subject.Trunk, isPlain));

    private static DialPlan Plan(DoctorSubject subject, IPEndPoint target, ProbeCall call) =>
        new(subject.Trunk, target, call.Dialled, call.Caller, null, call.Caller)
        {
            IsPlain = call.IsPlain,
            Headers = HeaderTemplate.Fill(subject.Trunk.Headers, new CallView { Id = Guid.NewGuid(), Caller = call.Caller, Number = call.Caller }, summary: null),
        };

    // Where Linux takes ports for outgoing connections from; elsewhere it is not known.
    private static (int First, int Last) Ephemeral()
    {
        const string File = "/proc/sys/net/ipv4/ip_local_port_range";
        if (!System.IO.File.Exists(File)) return (0, 0);
        var parts = System.IO.File.ReadAllText(File).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts is [var first, var last] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to) ? (from, to) : (0, 0);
    }

    private sealed class NoEvents : IMediaLegEvents
    {
        public void OnFirstPacket(MediaLeg leg)
        {
            // nothing is received for a description that is only looked at
        }

        public void OnDigit(MediaLeg leg, char key)
        {
            // as above
        }

        public void OnSilent(MediaLeg leg, TimeSpan age)
        {
            // as above
        }

        public void OnAudible(MediaLeg leg)
        {
            // as above
        }
    }
}

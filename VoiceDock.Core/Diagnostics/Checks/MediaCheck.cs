using System.Globalization;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>Our audio ports; in tone mode the audio of a call, both ways.</summary>
internal sealed class MediaCheck(ICallProbe probe, TestCall call) : ICheck
{
    /// <summary>Packets in three and a half seconds that prove a direction; 175 are expected.</summary>
    private const int Enough = 50;

    public CheckName Name => CheckName.Media;

    public bool IsPartOf(DoctorMode mode) => mode is DoctorMode.Silent or DoctorMode.Tone;

    public async Task<Finding> RunAsync(Examination exam, CancellationToken ct)
    {
        if (exam.Unreachable is { } why) return Finding.Skipped(why);
        var ports = probe.Ports();
        var finding = Troubled(ports) ?? (exam.Order.Mode == DoctorMode.Tone ? Heard(exam, await call.PlaceAsync(exam, ct)) : Finding.Ok(
            "Our audio ports are open. Whether audio passes both ways shows with a call that is answered: run the doctor with a tone."));
        return finding with { Facts = [.. finding.Facts, Fact(ports)] };
    }

    private static Finding? Troubled(AudioPorts ports)
    {
        if (ports.Free == 0) return Finding.Problem("All audio ports are in use.", "Set Media:Ports to a wider range, and open it in the firewall.", CheckSide.Here);
        return ports.OverlapsEphemeral
            ? Finding.Warning(
                $"Our audio ports {ports.First}-{ports.Last} overlap those the system gives to other connections ({ports.EphemeralFirst}-{ports.EphemeralLast}).",
                $"Reserve them (sysctl net.ipv4.ip_local_reserved_ports={ports.First}-{ports.Last}), or choose others by Media:Ports.", CheckSide.Here)
            : null;
    }

    private static Finding Heard(Examination exam, CallAnswer answer)
    {
        if (!answer.Answered || answer.Problem is not null) return Finding.Skipped("There was no answered call to measure.");
        if (answer.RepeatedAnswers > 1) exam.Amend(CheckName.Nat, exam.Problem("R21", $"The PBX repeated its answer {answer.RepeatedAnswers} times: our ACK does not reach it. It will end every call after half a minute."));
        if (answer.Heard is not { } heard)
            return Finding.Skipped("The call was over before audio could be measured.");
        var finding = Judged(exam, answer, heard);
        return finding with { Sent = $"{heard.Out} packets to {heard.SentTo}", Received = heard.In == 0 ? "nothing" : $"{heard.In} packets from {heard.From}", Facts = [.. Facts(answer, heard)] };
    }

    private static Finding Judged(Examination exam, CallAnswer answer, HeardAudio heard)
    {
        if (heard is { In: 0, Unauthentic: > 0 })
            return exam.Problem("R23", "Audio comes, but its encryption does not fit the keys that were agreed.");
        if (heard is { In: 0, Strangers: > 0 })
            return exam.Problem("R22", $"Audio comes from an address that is not the PBX's, and is dropped ({heard.Strangers} packets).");
        if (heard.In == 0)
            return exam.Problem("R22", $"We send {heard.Out} packets, none come back.{(PrivateTarget(answer) is { } address ? $" The PBX wants audio at {address}, a private address: it does not arrive there, so it may wait for it in vain." : "")}");
        if (heard.FarLost is { } lost && heard.Out >= Enough && lost > heard.Out / 2)
            return exam.Problem("R23", $"We get sound, they do not: the PBX says that it misses {lost} of our {heard.Out} packets.");
        if (heard.In < Enough)
            return exam.Warning("R22", string.Create(CultureInfo.InvariantCulture, $"Only {heard.In} packets came in {heard.Seconds:0.0} s."));
        return heard.Lost * 50 > heard.In
            ? Finding.Warning($"{heard.Lost} packets were lost on the way to us.", "Look at the network between the PBX and this server.", CheckSide.Network)
            : Finding.Ok("Audio passes both ways.");
    }

    private static System.Net.IPEndPoint? PrivateTarget(CallAnswer answer) =>
        answer.Audio?.Address is { } named && PrivateAddress.IsWrongFor(named.Address, answer.Target.Address) ? named : null;

    private static IEnumerable<string> Facts(CallAnswer answer, HeardAudio heard)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Measured {heard.Seconds:0.0} s with {answer.Codec}: {heard.Lost} lost, jitter {heard.JitterMs:0.0} ms");
        if (heard.RoundTripMs is { } trip) yield return string.Create(CultureInfo.InvariantCulture, $"Round trip of audio {trip:0.0} ms (RTCP)");
        if (heard.FarLost is { } lost) yield return $"The PBX says it misses {lost} of our packets (RTCP)";
    }

    private static string Fact(AudioPorts ports) =>
        $"Audio ports {ports.First}-{ports.Last} UDP, {ports.Free} of {ports.Pairs} pairs free{(ports.EphemeralFirst > 0 ? $"; the system's own are {ports.EphemeralFirst}-{ports.EphemeralLast}" : "")}";
}

using System.Net;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>The call of a run in the modes that have one: placed once, read by several checks.</summary>
internal sealed class TestCall(ICallProbe probe, NumberDirectory numbers, TrunkLoad load)
{
    /// <summary>A user no PBX has; letters, so that no dial plan takes it for a number.</summary>
    public const string Nobody = "voicedock-check";

    /// <summary>The mode places a call.</summary>
    public static bool IsIn(DoctorMode mode) => mode is DoctorMode.Ring or DoctorMode.Tone or DoctorMode.Nobody;

    /// <summary>Places it, or gives what came of it. Optional encryption that is refused is tried once more without, as a transfer would.</summary>
    public Task<CallAnswer> PlaceAsync(Examination exam, CancellationToken ct) => exam.Call ??= CallAsync(exam, ct);

    /// <summary>Who a test call shows as calling: the trunk's number, else a number of ours that transfers over it.</summary>
    public string? Caller(Examination exam) =>
        exam.Trunk.CallerIdNumber ?? (exam.Subject.TrunkId is { } id && numbers.OverTrunk(id) is [var first, ..] ? first.PhoneNumber : null);

    private async Task<CallAnswer> CallAsync(Examination exam, CancellationToken ct)
    {
        var call = new ProbeCall(Dialled(exam), Caller(exam), exam.Order.Mode == DoctorMode.Tone ? CallDepth.Tone : CallDepth.Ring);
        var target = exam.Alive ?? exam.Targets[0];
        var place = exam.Subject.IsSaved ? load.Take(exam.Trunk) : default(Result<TrunkSlot>?);
        if (place is { IsOk: false } full) return NotPlaced(full.Error, call, target);
        using var slot = place?.Value;
        slot?.Leg.Begin();
        var answer = await probe.CallAsync(exam.Subject, target, call, ct);
        if (answer.StatusCode is not (415 or 488 or 606) || exam.Trunk.Srtp != TrunkSrtp.Optional) return answer;
        exam.EncryptionRefused = true;
        return await probe.CallAsync(exam.Subject, target, call with { IsPlain = true }, ct);
    }

    // a test call is a call: it takes its place on the trunk and counts for its day, and is never one too many
    private static CallAnswer NotPlaced(Error refusal, ProbeCall call, IPEndPoint target) => new()
    {
        Sent = $"no INVITE for {call.Dialled}",
        Target = target,
        Outcome = ProbeOutcome.NotPlaced,
        Detail = $"No test call was placed. {refusal.Message}",
    };

    private static string Dialled(Examination exam)
    {
        if (exam.Order.Mode == DoctorMode.Nobody) return Nobody;
        var target = DoctorDestinations.Read(exam.Order) ?? throw new InvalidOperationException("A run with a call has a destination.");
        return NumberRule.Format(exam.Trunk, target).Value;
    }
}

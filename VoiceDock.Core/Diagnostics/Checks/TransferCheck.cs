using VoiceDock.Core.Diagnostics.Probes;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>What a transfer to the destination would send; with a call, whether the destination exists, rings or answers.</summary>
internal sealed class TransferCheck(TestCall call) : ICheck
{
    public CheckName Name => CheckName.Transfer;

    public bool IsPartOf(DoctorMode mode) => mode != DoctorMode.Nobody;

    public async Task<Finding> RunAsync(Examination exam, CancellationToken ct)
    {
        if (DoctorDestinations.Read(exam.Order) is null) return Finding.Skipped("No destination was given.");
        if (!TestCall.IsIn(exam.Order.Mode)) return Finding.Ok("A transfer would send the message below.");
        if (exam.Unreachable is { } why) return Finding.Skipped(why);
        var answer = await call.PlaceAsync(exam, ct);
        if (answer.StatusCode is 415 or 488 or 606) return Finding.Skipped("The call was refused for its offer; see above.");
        return CallWords.Of(exam, answer) with { Sent = answer.Sent, Received = answer.Received ?? answer.Detail };
    }
}

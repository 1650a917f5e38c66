using VoiceDock.Core.Calls;
using VoiceDock.Core.Diagnostics.Probes;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>What a transfer to the destination would send; with a call, whether the destination exists, rings or answers.</summary>
internal sealed class TransferCheck(TestCall call, IDialRehearsal rehearsal) : ICheck
{
    public CheckName Name => CheckName.Transfer;

    public bool IsPartOf(DoctorMode mode) => mode != DoctorMode.Nobody;

    public async Task<Finding> RunAsync(Examination exam, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(exam.Order.Destination)) return Finding.Skipped("No destination was given.");
        var dry = await RehearseAsync(exam, exam.Order.Destination, ct);
        exam.RequestPreview = dry.Invite;
        if (!TestCall.IsIn(exam.Order.Mode)) return Shown(exam, dry);
        if (exam.Unreachable is { } why) return Finding.Skipped(why);
        var answer = await call.PlaceAsync(exam, ct);
        if (answer.StatusCode is 415 or 488 or 606) return Finding.Skipped("The call was refused for its offer; see above.");
        return CallWords.Of(exam, answer) with { Sent = answer.Sent, Received = answer.Received ?? answer.Detail, Facts = [.. dry.CallerLines] };
    }

    private ValueTask<DialRehearsal> RehearseAsync(Examination exam, string destination, CancellationToken ct)
    {
        var number = call.Caller(exam);
        return rehearsal.RehearseAsync(new DialWish(exam.Trunk, destination) { CallerNumber = number, OurNumber = number }, ct);
    }

    private static Finding Shown(Examination exam, DialRehearsal dry)
    {
        if (dry.Checks.FirstOrDefault(c => c.Verdict == DialVerdict.Refused) is { } refused)
        {
            // the checks above have told what is wrong with the trunk itself
            return exam.Unreachable is not null || !exam.Trunk.IsActive
                ? Finding.Skipped(refused.Words)
                : Finding.Problem(refused.Words, refused.Advice.Length > 0 ? refused.Advice : "Choose another destination.", CheckSide.Here);
        }

        return Finding.Ok("A transfer from the assistant would send this INVITE, by the method bridge.") with
        {
            Facts = [.. dry.Checks.Where(c => c.Verdict != DialVerdict.Refused).Select(c => c.Words), .. dry.CallerLines],
        };
    }
}

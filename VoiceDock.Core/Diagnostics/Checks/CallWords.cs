using VoiceDock.Core.Diagnostics.Probes;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>What became of a call to a destination, in words.</summary>
internal static class CallWords
{
    public static Finding Of(Examination exam, CallAnswer answer)
    {
        var who = exam.Order.Destination;
        return answer switch
        {
            { Outcome: ProbeOutcome.NotPlaced } => NotPlaced(answer),
            { Outcome: ProbeOutcome.Silent } => exam.Problem("R04", "The INVITE got no answer, although the peer answers other requests."),
            { Outcome: ProbeOutcome.Closed or ProbeOutcome.TlsFailed } => exam.Problem("R05", $"The INVITE could not be delivered: {answer.Detail}."),
            { Auth: ProbeAuth.Refused } => exam.CredentialsFailed ? Finding.Skipped("The PBX refuses our user name or password; see above.") : exam.Problem("R08", "The PBX asks for a password with a call, and refuses our answer."),
            { Auth: ProbeAuth.NoCredentials } => exam.CredentialsFailed ? Finding.Skipped("The PBX asks for a password; see above.") : exam.Problem("R09", "The PBX wants a password for calls; it does not recognise our address."),
            { Auth: ProbeAuth.ForeignRealm or ProbeAuth.NoAlgorithm } => exam.CredentialsFailed ? Finding.Skipped("The PBX's challenge was not answered; see above.") : exam.Problem("R08", "The PBX's challenge to a call could not be answered."),
            { Answered: true } => Finding.Ok($"{who} answered after {CheckText.Of(answer.Took)}."),
            { Rang: true, StatusCode: < 200 } when exam.Order.Mode == DoctorMode.Ring => Finding.Ok($"{who} rings after {CheckText.Of(answer.Took)}; the call was ended there."),
            { Rang: true, StatusCode: < 200 } => Finding.Warning($"{who} rang and was not answered.", "Choose a destination that answers by itself, such as a voice menu or an echo test.", CheckSide.Here),
            _ => OfStatus(exam, answer, who),
        };
    }

    /// <summary>The trunk had no place for a test call.</summary>
    public static Finding NotPlaced(CallAnswer answer) =>
        Finding.Warning(answer.Detail!, "Run it again when a call has ended, or raise the trunk's limits of calls.", CheckSide.Here);

    private static Finding OfStatus(Examination exam, CallAnswer answer, string? who) => answer.StatusCode switch
    {
        403 => exam.Problem("R10", $"The PBX was reached, but does not allow the call ({answer.StatusCode})."),
        404 or 410 or 604 => exam.Problem("R11", $"The PBX has nothing at {Dialled(answer)}."),
        408 or 504 => exam.Problem("R13", "The PBX did not get an answer further on."),
        480 => exam.Warning("R14", $"{who} is away."),
        486 => exam.Warning("R14", $"{who} is busy."),
        600 => exam.Problem("R14", exam.Trunk.Preset.Slug == "3cx" ? "3CX takes no inbound calls on this trunk (600)." : $"{who} is busy, or the PBX takes no calls on this trunk (600)."),
        603 or 607 => exam.Warning("R14", $"{who} declined."),
        482 => exam.Problem("R15", "The PBX saw the same call twice."),
        483 => exam.Problem("R18", "The call goes round in circles."),
        484 or 416 => exam.Problem("R16", $"{Dialled(answer)} is incomplete for the PBX."),
        500 or 502 or 503 => exam.Problem("R19", "The PBX is overloaded, or its own line is down."),
        >= 300 and < 400 => Finding.Problem("The PBX points to another address, which is not followed.", "Enter the address the PBX itself uses, or the number it points to.", CheckSide.Here),
        _ => Finding.Problem($"The PBX refused the call with {answer.StatusCode}.", "Look at the PBX's log for this call.", CheckSide.There),
    };

    // the user part of the Request-URI
    private static string Dialled(CallAnswer answer)
    {
        var (from, to) = (answer.Sent.IndexOf("sip:", StringComparison.Ordinal) + 4, answer.Sent.IndexOf('@', StringComparison.Ordinal));
        return to > from ? answer.Sent[from..to] : answer.Sent;
    }
}

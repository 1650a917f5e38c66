namespace VoiceDock.Core.Diagnostics.Reports;

/// <summary>The words of reports as people read them, in English.</summary>
public static class ReportWords
{
    public static string Of(CheckName name) => name switch
    {
        CheckName.Config => "Settings",
        CheckName.Dns => "Name and addresses",
        CheckName.Connect => "Connection",
        CheckName.Options => "Sign of life",
        CheckName.Credentials => "User name and password",
        CheckName.Register => "Registration",
        CheckName.Nat => "Addresses as seen",
        CheckName.Media => "Audio",
        CheckName.Offer => "Codecs and encryption",
        CheckName.Number => "Number format",
        CheckName.Transfer => "Transfer",
        _ => name.ToString(),
    };

    public static string Of(CheckStatus status) => status switch
    {
        CheckStatus.Pending => "not yet",
        CheckStatus.Running => "running",
        CheckStatus.Ok => "ok",
        CheckStatus.Warning => "WARNING",
        CheckStatus.Problem => "PROBLEM",
        CheckStatus.Skipped => "not checked",
        _ => status.ToString(),
    };

    public static string Of(CheckSide side) => side switch
    {
        CheckSide.Here => "in VoiceDock",
        CheckSide.There => "on the PBX or at the provider",
        CheckSide.Network => "in the network between (DNS, firewall, router)",
        _ => side.ToString(),
    };

    public static string Of(DoctorMode mode) => mode switch
    {
        DoctorMode.Silent => "silent: no call was made, nothing rang",
        DoctorMode.DryRun => "dry run: nothing was sent to the PBX",
        DoctorMode.Ring => "ring: the destination was called until it rang",
        DoctorMode.Tone => "tone: the destination was called, and its audio measured",
        DoctorMode.Nobody => "nobody: a name that cannot exist was called, to test the password",
        _ => mode.ToString(),
    };

    public static string Of(DoctorVerdict? verdict) => verdict switch
    {
        DoctorVerdict.Ok => "ok",
        DoctorVerdict.Warning => "warning",
        DoctorVerdict.Problem => "problem",
        _ => "none yet",
    };

    /// <summary>What the report comes to, in a sentence.</summary>
    public static string Verdict(DoctorReport report)
    {
        var sentence = report.Verdict switch
        {
            DoctorVerdict.Ok => "All that was checked is fine.",
            DoctorVerdict.Warning => "It works, and something should be looked at.",
            DoctorVerdict.Problem => "There is a problem that keeps calls from working.",
            _ => "None yet: the examination is still running.",
        };
        return report.Status == ReportStatus.Cancelled ? $"Ended before it was complete. So far: {sentence}" : sentence;
    }
}

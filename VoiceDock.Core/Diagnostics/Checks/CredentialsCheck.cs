using VoiceDock.Core.Diagnostics.Probes;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>
/// User name and password without side effects: a REGISTER that asks for bindings and changes none (RFC 3261 section 10.2.3), and where the peer takes
/// none, what else can be told without a call. At most two tries that may be wrong: a PBX may ban who tries oftener.
/// </summary>
internal sealed class CredentialsCheck(ISipProbe probe, TestCall call) : ICheck
{
    public CheckName Name => CheckName.Credentials;

    public bool IsPartOf(DoctorMode mode) => mode != DoctorMode.DryRun;

    public async Task<Finding> RunAsync(Examination exam, CancellationToken ct)
    {
        if (exam.Unreachable is { } why) return Finding.Skipped(why);
        if (exam.Trunk.AcceptsRegistration) return Finding.Skipped("The PBX registers here with a password of its own; see the next check.");
        if (exam.Order.Mode == DoctorMode.Nobody) return CredentialWords.OfCall(exam, await call.PlaceAsync(exam, ct));
        if ((exam.Trunk.AuthUsername ?? exam.Trunk.Username) is null) return CredentialWords.WithoutUser(exam);
        var answer = await exam.AskBindingsAsync(ct);
        exam.TakesRegister = answer.IsAnswered && answer.StatusCode is not (405 or 501);
        var finding = exam.TakesRegister == true ? CredentialWords.Of(exam, answer) : await WithoutRegisterAsync(exam, answer, ct);
        exam.CredentialsFailed = finding.Status == CheckStatus.Problem;
        return finding;
    }

    // The peer does not take REGISTER: a challenge to OPTIONS proves as much.
    private async Task<Finding> WithoutRegisterAsync(Examination exam, ProbeAnswer register, CancellationToken ct)
    {
        var asked = exam.Options.Count > 0 && exam.Options[0].Challenges.Count > 0;
        if (!asked) return CredentialWords.NotTestable(register);
        var answer = await probe.OptionsAsync(exam.Subject, exam.Alive!, withCredentials: true, Examination.Patience, ct);
        return answer.IsAnswered ? CredentialWords.Of(exam, answer) : CredentialWords.NotTestable(register);
    }
}

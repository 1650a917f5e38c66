using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>The live registration, ours at the PBX or the PBX's here. Nothing is registered for the check: the live binding is looked at.</summary>
internal sealed class RegisterCheck(TrunkRegistrations registrations, ISipProbe probe) : ICheck
{
    public CheckName Name => CheckName.Register;

    public bool IsPartOf(DoctorMode mode) => mode != DoctorMode.DryRun;

    public async Task<Finding> RunAsync(Examination exam, CancellationToken ct)
    {
        if (exam.Trunk.AcceptsRegistration) return Theirs(exam);
        if (!exam.Trunk.Register) return Finding.Skipped("The trunk does not register.");
        if (exam.Unreachable is { } why) return Finding.Skipped(why);
        if (exam.CredentialsFailed) return Finding.Skipped("It cannot register before user name and password are right.");
        if (exam.TakesRegister == false && await exam.AskBindingsAsync(ct) is { IsAnswered: true } refused)
            return exam.Problem("R12", "This peer does not accept registration.").From(refused);
        return exam.Subject.IsSaved ? Ours(exam) : Finding.Skipped("It registers once the trunk is saved.");
    }

    private Finding Ours(Examination exam)
    {
        var now = registrations.Of(exam.Trunk.Id);
        return now.State switch
        {
            TrunkRegistrationState.Registered => Finding.Ok($"Registered until {now.ExpiresAt:HH:mm:ss} UTC, and renewed before."),
            TrunkRegistrationState.Registering => Finding.Warning("The first REGISTER is still on its way.", "Run the doctor again in a moment.", CheckSide.Here),
            TrunkRegistrationState.Off => Finding.Skipped("The trunk is switched off and does not register."),
            _ => Finding.Problem(now.Reason ?? "The PBX does not keep our registration.", "Correct what is said, then save the trunk: it registers anew at once.", CheckSide.Here),
        };
    }

    private Finding Theirs(Examination exam)
    {
        if (!exam.Subject.IsSaved) return Finding.Skipped("The PBX can register once the trunk is saved.");
        var from = probe.RegisteredFrom(exam.Subject);
        if (from.Count > 0) return Finding.Ok($"The PBX has registered from {CheckText.Join(from)}.");
        return Finding.Problem(
            registrations.Of(exam.Trunk.Id).Reason ?? $"The PBX has not registered as '{exam.Trunk.RegistrationUsername}'.",
            "Enter our address, this user name and its password on the PBX, as the other side's steps say.", CheckSide.There);
    }
}

using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>Whether the settings go together, before anything is sent.</summary>
internal sealed class ConfigCheck(TrunkCredentials credentials) : ICheck
{
    public CheckName Name => CheckName.Config;

    public bool IsPartOf(DoctorMode mode) => true;

    public Task<Finding> RunAsync(Examination exam, CancellationToken ct) => Task.FromResult(
        Unreadable(exam) ?? Inactive(exam.Trunk) ?? HalfAnAccount(exam.Subject) ?? Unencrypted(exam.Trunk) ?? Fine(exam.Trunk));

    private Finding? Unreadable(Examination exam) =>
        exam.Subject.IsSaved && credentials.StateOf(exam.Trunk.Id) is CredentialState.Locked or CredentialState.Corrupt
            ? Finding.Problem("The stored password cannot be read: the master key is missing or is another one.",
                "Start the server with the master key it was set up with, or enter the password again.", CheckSide.Here)
            : null;

    private static Finding? Inactive(Trunk trunk) => trunk.IsActive
        ? null
        : Finding.Warning("The trunk is switched off: no call uses it.", "Switch the trunk on when it is to be used.", CheckSide.Here);

    private static Finding? HalfAnAccount(DoctorSubject subject)
    {
        var hasUser = (subject.Trunk.AuthUsername ?? subject.Trunk.Username) is not null;
        return (hasUser, subject.HasPassword) switch
        {
            (false, true) => Finding.Warning("There is a password but no user name: the password is never used.", "Enter the user name the PBX expects.", CheckSide.Here),
            (true, false) when subject.Trunk.Register => Finding.Problem("The trunk registers and has no password.", "Enter the account's password.", CheckSide.Here),
            _ => null,
        };
    }

    private static Finding? Unencrypted(Trunk trunk) =>
        trunk.Preset.SrtpOverTls == TrunkSrtp.Required && trunk.Transport == TrunkTransport.Tls && trunk.Srtp == TrunkSrtp.Off
            ? Finding.Warning($"{trunk.Preset.Title} takes calls over TLS only with encrypted audio, and SRTP is off.", "Set SRTP to required.", CheckSide.Here)
            : null;

    private static Finding Fine(Trunk trunk) => Finding.Ok("The settings go together.") with
    {
        Facts = [$"{trunk.Preset.Title}, {WireName.Of(trunk.Transport).ToUpperInvariant()}, codecs {string.Join(", ", trunk.Codecs)}, SRTP {WireName.Of(trunk.Srtp)}"],
    };
}

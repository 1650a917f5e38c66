using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>Expected refusals around trunks.</summary>
public static class TrunkErrors
{
    public static Error NotFound => Error.NotFound("trunk");

    /// <summary>Nothing is sent for such a trunk: it would be refused, and whoever damaged the row may have moved it to another host.</summary>
    public static Error CredentialsUnreadable(Trunk trunk) =>
        new(ErrorKind.Conflict, "trunk_credentials_unreadable", $"The stored password of trunk '{trunk.Name}' cannot be read. Enter it again on the trunk's page.");

    public static Error PasswordRequired(string field) =>
        new(ErrorKind.Invalid, "password_required", "Enter the password again: it would otherwise be sent to another place.")
        {
            Details = [$"{field}: a change needs the trunk's password in the same request"],
        };

    public static Error UnknownBackup { get; } =
        new(ErrorKind.Invalid, "unknown_trunk", "There is no such trunk.") { Details = ["backup_trunk_id: names no trunk"] };

    public static Error BackupCycle(string names) =>
        new(ErrorKind.Unprocessable, "backup_cycle", "A trunk cannot be its own backup, nor that of its backup.")
        {
            Details = [$"backup_trunk_id: would close a circle ({names})"],
        };

    public static Error SrtpNeedsTls { get; } =
        new(ErrorKind.Invalid, "srtp_needs_tls", "Encrypted audio needs TLS: over another transport its keys could be read on the way.")
        {
            Details = ["srtp: is off unless transport is tls"],
        };

    public static Error TargetRefused(string field, string why) =>
        new(ErrorKind.Invalid, "target_refused", "Calls to this address are not allowed.") { Details = [$"{field}: {why}"] };

    public static Error ExtensionsNotAllowed(Trunk trunk) =>
        new(ErrorKind.Forbidden, "destination_not_allowed", $"Trunk '{trunk.Name}' does not dial extensions. Allow them on the trunk, or use a full number.");

    public static Error ExtensionNotInPattern(Trunk trunk, DialTarget target) =>
        new(ErrorKind.Forbidden, "destination_not_allowed", $"Extension {target} does not fit the pattern {trunk.ExtensionPattern} of trunk '{trunk.Name}'. An outside number is written with + and its country code.");

    public static Error NumberNotDialable(Trunk trunk, DialTarget target) =>
        new(ErrorKind.Invalid, "invalid_destination", $"{target} cannot be written in the national form that trunk '{trunk.Name}' asks for. "
            + (trunk.NumberCountry is null ? "Give the trunk its country, or choose another number format." : "Choose another number format."));
}

using System.Net;

namespace VoiceDock.Core.Trunks;

/// <summary>How a trunk's registration stands, in one or two sentences: what happened, and what to do.</summary>
public static class TrunkRegistrationWords
{
    public static string NoTarget(Trunk trunk, string? problem) => problem ?? $"{trunk.Host} has no address.";

    public static string Silent(Trunk trunk) => $"No answer from {Address(trunk)}. {trunk.Preset.WhenSilent}";

    public static string PortClosed(Trunk trunk) => $"Nothing listens at {Address(trunk)}. {trunk.Preset.WhenClosed}";

    public static string TlsFailed(Trunk trunk, string? detail) => $"No TLS connection to {Address(trunk)}: {detail ?? "the handshake failed"}.";

    public static string CredentialsRefused(Trunk trunk) =>
        $"The PBX refused user '{trunk.AuthUsername ?? trunk.Username}' with this password. Check both.{CheckAuthUser(trunk)}";

    public static string NoCredentials => "The PBX asks for a password and the trunk has none that can be used. Enter it.";

    public static string ForeignRealm(Trunk trunk) =>
        $"The PBX asked in the name of another realm than '{trunk.Realm}', so the password was not used. If the PBX was renamed, clear the realm (Advanced).";

    public static string NoSupportedAlgorithm(Trunk trunk) => trunk.AllowMd5
        ? "The PBX asks for a kind of digest VoiceDock does not have."
        : "The PBX only asks for MD5, which this trunk does not allow.";

    public static string NoBinding => "The PBX answered 200 and keeps no registration all the same. Check that the account may register.";

    /// <param name="phrase">The PBX's own words, cleaned.</param>
    public static string Status(Trunk trunk, int status, string? phrase)
    {
        var said = string.IsNullOrEmpty(phrase) ? $"{status}" : $"{status} {phrase}";
        return status switch
        {
            403 => $"The PBX refused the registration ({said}): the account may not register from here, or does not exist.{CheckAuthUser(trunk)}",
            404 => $"The PBX does not know '{trunk.FromUser ?? trunk.Username}' ({said}). Check the user name.",
            405 or 501 => $"This peer does not accept registration ({said}). Switch it off for this trunk{(trunk.Preset.Slug == "3cx" ? ", or let 3CX register here." : ".")}",
            423 => $"The PBX wants registrations of another length ({said}). Raise the time the registration lasts.",
            >= 300 and < 400 => $"The PBX sends us elsewhere ({said}), which is not followed. Enter the address it registers at.",
            408 or 480 or >= 500 => $"The PBX could not register us ({said}). It is tried again.",
            _ => $"The PBX refused the registration ({said}).",
        };
    }

    /// <summary>A trunk that waits for its PBX.</summary>
    public static TrunkRegistration NotYet(Trunk trunk) =>
        new(trunk.Id, TrunkRegistrationState.Off, Reason: $"The PBX has not registered as '{trunk.RegistrationUsername}'.");

    public static TrunkRegistration RegisteredFrom(Trunk trunk, IPEndPoint source, DateTime expiresAt, int contacts) => new(
        trunk.Id, TrunkRegistrationState.Registered, expiresAt,
        contacts == 1 ? $"The PBX registered from {source}." : $"The PBX registered {contacts} times, last from {source}.");

    /// <summary>Somebody tried, as this trunk's PBX, and was turned away.</summary>
    public static TrunkRegistration Rejected(Trunk trunk, IPEndPoint source, bool wrongPassword) => new(
        trunk.Id, TrunkRegistrationState.Off, Reason: wrongPassword
            ? $"{source} tried to register as '{trunk.RegistrationUsername}' with a wrong password. If that is your PBX, enter the same password on both sides."
            : $"{source} tried to register as '{trunk.RegistrationUsername}' and was refused: calls may not be sent to that address, or too many contacts are registered.");

    private static string Address(Trunk trunk) => trunk.Host.Contains(':') ? $"[{trunk.Host}]:{trunk.EffectivePort}" : $"{trunk.Host}:{trunk.EffectivePort}";

    private static string CheckAuthUser(Trunk trunk) =>
        trunk.Preset.Slug == "3cx" ? " In 3CX the Authentication ID is not the extension number." : "";
}

using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>Whether a change would send a stored password somewhere else. Pure.</summary>
public static class TrunkMove
{
    /// <summary>True: whoever saves <paramref name="input"/> must give the password in the same step.</summary>
    public static bool AsksForPassword(Trunk stored, TrunkInput input) => stored.HasPassword && MovedField(stored, input) is not null;

    /// <summary>The wire name of the first field that moves the trunk; null when it stays. Case and spelling of a host do not count.</summary>
    internal static string? MovedField(Trunk stored, TrunkInput input)
    {
        if (TrunkWriter.Normalised(input.Host) != stored.Host) return "host";
        if (input.MeantTransport() != stored.Transport) return "transport";
        // Another authority is another answer to "who is this".
        if (input.TlsCaPem != stored.TlsCaPem && stored.Transport == TrunkTransport.Tls) return "tls_ca_pem";
        return input.Realm == stored.Realm ? null : "realm";
    }
}

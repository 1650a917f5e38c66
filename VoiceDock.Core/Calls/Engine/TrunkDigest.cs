using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>A trunk's credentials for the digest. The password is opened only while one answer is computed.</summary>
internal sealed class TrunkDigest(Trunk trunk, TrunkCredentials credentials, Action<Trunk, string> realmLearnt) : IDigestCredentials
{
    public string Username { get; } = trunk.AuthUsername ?? trunk.Username ?? "";

    public string? PinnedRealm => trunk.Realm;

    public bool AllowMd5 => trunk.AllowMd5;

    /// <summary>Null when the trunk has nothing to answer a challenge with.</summary>
    public static TrunkDigest? For(Trunk trunk, TrunkCredentials credentials, Action<Trunk, string> realmLearnt) =>
        (trunk.AuthUsername ?? trunk.Username) is not null && credentials.StateOf(trunk.Id) == CredentialState.Ok
            ? new TrunkDigest(trunk, credentials, realmLearnt)
            : null;

    public byte[] CopyPassword() => credentials.CopyPassword(trunk.Id) ?? [];

    public void RealmLearnt(string realm) => realmLearnt(trunk, realm);
}

using System.Text;
using VoiceDock.Core.Sip.Auth;

namespace VoiceDock.Tests.Sip.Peers;

/// <summary>Credentials in plain sight.</summary>
public sealed class TestCredentials(string username = "alice", string password = "secret", string? realm = null, bool allowMd5 = true) : IDigestCredentials
{
    public string Username => username;

    public string? PinnedRealm { get; private set; } = realm;

    public bool AllowMd5 => allowMd5;

    public byte[] CopyPassword() => Encoding.UTF8.GetBytes(password);

    public void RealmLearnt(string realm) => PinnedRealm = realm;
}

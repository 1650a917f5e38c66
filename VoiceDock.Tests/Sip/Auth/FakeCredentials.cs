using System.Text;
using VoiceDock.Core.Sip.Auth;

namespace VoiceDock.Tests.Sip.Auth;

internal sealed class FakeCredentials(string username = "ann", string password = "pass wörd") : IDigestCredentials
{
    public List<byte[]> Copies { get; } = [];

    public List<string> Learnt { get; } = [];

    public string Username => username;

    public string? PinnedRealm { get; set; }

    public bool AllowMd5 { get; set; } = true;

    public byte[] CopyPassword()
    {
        Copies.Add(Encoding.UTF8.GetBytes(password));
        return Copies[^1];
    }

    public void RealmLearnt(string realm)
    {
        Learnt.Add(realm);
        PinnedRealm = realm;
    }
}

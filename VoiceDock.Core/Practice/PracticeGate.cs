using System.Text;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice;

/// <summary>Asks for the trunk account's password, like a PBX with inbound authentication.</summary>
internal sealed class PracticeGate(PracticeOptions options, TimeProvider time)
{
    private readonly DigestServer _digest = new(time, new DigestServerOptions { Realm = options.Realm, Algorithms = options.Algorithms });

    /// <summary>One WWW-Authenticate value per algorithm, strongest first (RFC 8760).</summary>
    public IEnumerable<string> Challenges(bool stale = false) => options.Algorithms.Select(a => _digest.CreateChallenge(a, stale));

    public DigestVerdictKind Check(SipRequest request) => _digest.Verify(request, Password).Kind;

    private byte[]? Password(string user) => user == options.Username ? Encoding.UTF8.GetBytes(options.Password) : null;
}

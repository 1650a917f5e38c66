using System.Text;
using VoiceDock.Core.Practice.Faults;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice;

/// <summary>Asks for the trunk account's password, like a PBX with inbound authentication, unless it trusts everybody.</summary>
internal sealed class PracticeGate(PracticeAccess access, TimeProvider time)
{
    private readonly DigestServer _digest = new(time, new DigestServerOptions { Realm = access.Realm, Algorithms = access.Algorithms });

    /// <summary>401 with one challenge per algorithm, strongest first (RFC 8760).</summary>
    public PracticeRefusal Challenge(DigestVerdictKind verdict) =>
        new(401, [.. access.Algorithms.Select(a => ("WWW-Authenticate", _digest.CreateChallenge(a, verdict == DigestVerdictKind.Stale)))]);

    public DigestVerdictKind Check(SipRequest request) => access.IsOpen ? DigestVerdictKind.Accepted : _digest.Verify(request, Password).Kind;

    private byte[]? Password(string user) => user == access.Username ? Encoding.UTF8.GetBytes(access.Password) : null;
}

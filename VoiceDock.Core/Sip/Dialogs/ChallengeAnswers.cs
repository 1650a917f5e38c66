using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>
/// Answers challenges for one dialog or exchange, and only those that come from, and whose answer goes to, the trunk's own address
/// (CVE-2021-41158: a rogue peer must not collect digests). Used on one strand only.
/// </summary>
internal sealed class ChallengeAnswers(IDigestCredentials? credentials, SipTarget trusted)
{
    private readonly DigestClient? _digest = credentials is null ? null : new DigestClient(credentials);

    /// <summary>There is something to answer with.</summary>
    public bool HasCredentials => _digest is not null;

    /// <summary>True for a 401 or 407.</summary>
    public static bool IsChallenge(SipResponse response) => response.StatusCode is 401 or 407;

    /// <summary>A new request, not another try of the same.</summary>
    public void BeginRequest() => _digest?.BeginRequest();

    /// <summary>To be told of every response that came from <paramref name="source"/>.</summary>
    public void Observe(SipResponse response, SipTarget source)
    {
        if (IsTrusted(source)) _digest?.Observe(response);
    }

    /// <summary>The header for the next try, or why there is none.</summary>
    public DigestAnswer? Answer(SipResponse challenge, SipTarget source, SipRequest request, SipTarget target, out AuthProblem problem)
    {
        problem = AuthProblem.Impossible;
        if (_digest is null) return null;
        problem = AuthProblem.Foreign;
        if (!IsTrusted(source) || !IsTrusted(target)) return null;
        var answer = _digest.Answer(challenge, request, out var refusal);
        problem = refusal switch
        {
            DigestRefusal.ForeignRealm => AuthProblem.Foreign,
            DigestRefusal.NoSupportedAlgorithm or DigestRefusal.NoChallenge => AuthProblem.Unsupported,
            _ => AuthProblem.Refused,
        };
        return answer;
    }

    // The trunk's address; over TLS also the very peer who proved to be the trunk.
    private bool IsTrusted(SipTarget other) =>
        other.Address.Equals(trusted.Address) && (trusted.Transport != SipTransportKind.Tls || other.Transport == SipTransportKind.Tls);
}

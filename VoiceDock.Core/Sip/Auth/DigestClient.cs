using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Auth;

/// <summary>Answers the challenges of one peer to one chain of requests, say a dialog's (RFC 7616, RFC 8760, RFC 3261 section 22). The topmost
/// challenge with an algorithm we have is answered as a whole; MD5 only where allowed; an unknown algorithm is passed over. One answer per
/// request, to a 401 and to a 407 each, and one more when the nonce was stale. Whether the response came from the right address is the caller's
/// to judge before. Not safe for several threads at once.</summary>
/// <param name="cnonce">Gives client nonces; null for 128 random bits.</param>
public sealed class DigestClient(IDigestCredentials credentials, Func<string>? cnonce = null)
{
    private readonly Func<string> _cnonce = cnonce ?? (() => RandomNumberGenerator.GetHexString(32, lowercase: true));
    private readonly Side _server = new();
    private readonly Side _proxy = new();
    private string? _answered;

    /// <summary>A new request in the same dialog may be challenged anew. Not to be called between the tries of one request.</summary>
    public void BeginRequest()
    {
        _server.BeginRequest();
        _proxy.BeginRequest();
    }

    /// <param name="challenge">A 401 or 407.</param>
    /// <param name="original">The request it answers; its Method and Request-URI go into the answer.</param>
    /// <returns>Null with a <paramref name="refusal"/> other than <see cref="DigestRefusal.None"/>.</returns>
    public DigestAnswer? Answer(SipResponse challenge, SipRequest original, out DigestRefusal refusal)
    {
        var side = challenge.StatusCode == 407 ? _proxy : _server;
        var chosen = Choose(DigestChallenge.ParseAll(challenge), out refusal);
        if (original.Method is SipMethods.Ack or SipMethods.Cancel) refusal = DigestRefusal.NeverForThisMethod;
        if (chosen is null || refusal != DigestRefusal.None) return null;
        if (!side.MayAnswer(chosen))
        {
            refusal = DigestRefusal.AlreadyTried;
            return null;
        }

        var count = side.Count(chosen);
        _answered ??= chosen.Realm;
        return new DigestAnswer(chosen.Proxy ? "Proxy-Authorization" : "Authorization", Write(chosen, original, count), chosen.Realm);
    }

    /// <summary>To be told of every response: the first that shows an answer was accepted (101 to 299) pins the realm.</summary>
    public void Observe(SipResponse response)
    {
        if (_answered is null || response.StatusCode is <= 100 or >= 300) return;
        if (credentials.PinnedRealm is null) credentials.RealmLearnt(_answered);
        _answered = null;
    }

    private DigestChallenge? Choose(IReadOnlyList<DigestChallenge> challenges, out DigestRefusal refusal)
    {
        refusal = DigestRefusal.NoChallenge;
        foreach (var challenge in challenges)
        {
            var supported = DigestAlgorithm.Find(challenge.Algorithm) is { } algorithm && (algorithm != DigestAlgorithm.Md5 || credentials.AllowMd5)
                && (challenge.Qop.Count == 0 || challenge.Qop.Contains("auth"));
            var ours = challenge.Realm.Length > 0 && (credentials.PinnedRealm is not { } pinned || pinned == challenge.Realm);
            if (supported && ours)
            {
                refusal = DigestRefusal.None;
                return challenge;
            }

            // A foreign realm is the graver finding: it is told even when a challenge below it fails otherwise.
            if (!ours) refusal = DigestRefusal.ForeignRealm;
            else if (refusal == DigestRefusal.NoChallenge) refusal = DigestRefusal.NoSupportedAlgorithm;
        }

        return null;
    }

    private string Write(DigestChallenge challenge, SipRequest request, int count)
    {
        var algorithm = DigestAlgorithm.Find(challenge.Algorithm)!;
        var withQop = challenge.Qop.Count > 0;
        var input = new DigestInput
        {
            Algorithm = algorithm,
            Username = credentials.Username,
            Realm = challenge.Realm,
            Nonce = challenge.Nonce,
            Method = request.Method,
            Uri = request.Uri.ToString(),
            Qop = withQop ? "auth" : null,
            NonceCount = count.ToString("x8", CultureInfo.InvariantCulture),
            ClientNonce = withQop ? _cnonce() : null,
        };
        var text = new StringBuilder("Digest ", 400);
        DigestFields.AppendQuoted(text, "username", input.Username).Append(", ");
        DigestFields.AppendQuoted(text, "realm", input.Realm).Append(", ");
        DigestFields.AppendQuoted(text, "nonce", input.Nonce).Append(", ");
        DigestFields.AppendQuoted(text, "uri", input.Uri).Append(", ");
        DigestFields.AppendQuoted(text, "response", Respond(input)).Append(", algorithm=").Append(algorithm.Name);
        if (withQop) DigestFields.AppendQuoted(text.Append(", "), "cnonce", input.ClientNonce!).Append(", qop=auth, nc=").Append(input.NonceCount);
        if (challenge.Opaque is not null) DigestFields.AppendQuoted(text.Append(", "), "opaque", challenge.Opaque);
        return text.ToString();
    }

    private string Respond(DigestInput input)
    {
        var password = credentials.CopyPassword();
        try
        {
            return input.Respond(password);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
        }
    }

    /// <summary>What has been answered to servers (401), or to proxies (407).</summary>
    private sealed class Side
    {
        private string? _nonce;
        private string? _realm;
        private int _count;
        private int _answers;

        public void BeginRequest() => _answers = 0;

        public bool MayAnswer(DigestChallenge challenge) =>
            _answers == 0 || (_answers == 1 && challenge.Stale && challenge.Nonce != _nonce && challenge.Realm == _realm);

        /// <summary>The nonce count of this answer.</summary>
        public int Count(DigestChallenge challenge)
        {
            _answers++;
            _count = challenge.Nonce == _nonce ? _count + 1 : 1;
            (_nonce, _realm) = (challenge.Nonce, challenge.Realm);
            return _count;
        }
    }
}

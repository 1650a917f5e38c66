using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Auth;

/// <summary>The challenging side (RFC 7616, RFC 8760, RFC 3261 section 22): one challenge per algorithm, each with its own nonce; nonces expire;
/// a nonce count is accepted once. Thread-safe.</summary>
public sealed class DigestServer
{
    private readonly DigestServerOptions _options;
    private readonly DigestAlgorithm[] _algorithms;
    private readonly DigestNonces _nonces;

    /// <exception cref="ArgumentException">An algorithm is unknown, or there is none.</exception>
    public DigestServer(TimeProvider time, DigestServerOptions options)
    {
        _options = options;
        _algorithms = [.. options.Algorithms.Select(name =>
            DigestAlgorithm.Find(name) ?? throw new ArgumentException($"Unknown algorithm {name}.", nameof(options)))];
        if (_algorithms.Length == 0) throw new ArgumentException("At least one algorithm is needed.", nameof(options));
        _nonces = new DigestNonces(time, options.NonceLifetime, options.MaxNonces);
    }

    /// <summary>401, or 407 for a proxy, with fresh challenges.</summary>
    public SipResponse CreateResponse(SipRequest request, string toTag, bool stale = false)
    {
        var response = request.CreateResponse(_options.Proxy ? 407 : 401, toTag: toTag);
        foreach (var algorithm in _options.Algorithms)
            response.Headers.Add(_options.Proxy ? "Proxy-Authenticate" : "WWW-Authenticate", CreateChallenge(algorithm, stale));
        return response;
    }

    /// <summary>The value of one challenge header.</summary>
    /// <exception cref="ArgumentException">The algorithm is not one of the options'.</exception>
    public string CreateChallenge(string algorithm, bool stale = false)
    {
        var known = Allowed(algorithm) ?? throw new ArgumentException($"Algorithm {algorithm} is not offered.", nameof(algorithm));
        var text = new StringBuilder("Digest ", 160);
        DigestFields.AppendQuoted(text, "realm", _options.Realm).Append(", ");
        DigestFields.AppendQuoted(text, "nonce", _nonces.Create(known)).Append(", algorithm=").Append(known.Name);
        if (_options.Qop) text.Append(", qop=\"auth\"");
        if (stale) text.Append(", stale=true");
        return text.ToString();
    }

    /// <param name="password">UTF-8 password of a user, null for an unknown one; the server zeroes what it gets.</param>
    public DigestVerdict Verify(SipRequest request, Func<string, byte[]?> password)
    {
        var fields = request.Headers.All(_options.Proxy ? "Proxy-Authorization" : "Authorization")
            .SelectMany(DigestFields.ParseAll)
            .FirstOrDefault(f => f["realm"] == _options.Realm);
        if (fields is null) return new(DigestVerdictKind.NoCredentials, null);
        var username = fields["username"];
        if (Read(fields, request) is not { } input) return new(DigestVerdictKind.Refused, username);
        if (!IsRight(input, fields["response"], password)) return new(DigestVerdictKind.Refused, username);
        var count = input.Qop is null ? 0 : uint.Parse(input.NonceCount!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var fresh = _nonces.TryUse(input.Nonce, input.Algorithm, count);
        return new(fresh ? DigestVerdictKind.Accepted : DigestVerdictKind.Stale, username);
    }

    private static bool IsRight(DigestInput input, string? response, Func<string, byte[]?> password)
    {
        var found = password(input.Username);
        var secret = found ?? RandomNumberGenerator.GetBytes(16); // an unknown user takes as long as a known one
        var expected = Encoding.ASCII.GetBytes(input.Respond(secret));
        CryptographicOperations.ZeroMemory(secret);
        var same = CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes((response ?? "").ToLowerInvariant()));
        return same && found is not null;
    }

    /// <summary>Null when something is missing, of a kind not offered, or made for another Request-URI.</summary>
    private DigestInput? Read(DigestFields fields, SipRequest request)
    {
        if (fields["username"] is not { } username || fields["nonce"] is not { } nonce || fields["uri"] is not { } uri) return null;
        if (Allowed(fields["algorithm"] ?? "MD5") is not { } algorithm || !IsFor(request, uri)) return null;
        var (qop, count, cnonce) = (fields["qop"]?.ToLowerInvariant(), fields["nc"], fields["cnonce"]);
        if (qop != (_options.Qop ? "auth" : null)) return null;
        if (qop is not null && (cnonce is null || count?.Length != 8 || !count.All(char.IsAsciiHexDigit))) return null;
        return new DigestInput
        {
            Algorithm = algorithm,
            Username = username,
            Realm = _options.Realm,
            Nonce = nonce,
            Method = request.Method,
            Uri = uri,
            Qop = qop,
            NonceCount = count,
            ClientNonce = cnonce,
        };
    }

    private static bool IsFor(SipRequest request, string uri) =>
        uri == request.Uri.ToString() || (SipUri.TryParse(uri, out var parsed) && parsed.Equals(request.Uri));

    private DigestAlgorithm? Allowed(string name) =>
        Array.Find(_algorithms, a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

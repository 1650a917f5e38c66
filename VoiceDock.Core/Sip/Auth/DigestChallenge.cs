using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Auth;

/// <summary>A Digest challenge (RFC 7616 section 3.3, RFC 3261 section 22). Values are decoded.</summary>
public sealed record DigestChallenge
{
    public required string Realm { get; init; }

    public required string Nonce { get; init; }

    public string? Opaque { get; init; }

    /// <summary>As the peer wrote it; <c>MD5</c> when it named none.</summary>
    public string Algorithm { get; init; } = "MD5";

    /// <summary>Lower case; empty when none is offered (the older form).</summary>
    public IReadOnlyList<string> Qop { get; init; } = [];

    /// <summary>The answer was right and only its nonce too old.</summary>
    public bool Stale { get; init; }

    /// <summary>From Proxy-Authenticate, not WWW-Authenticate.</summary>
    public bool Proxy { get; init; }

    /// <summary>The challenges a 401 (WWW-Authenticate) or a 407 (Proxy-Authenticate) carries, topmost first; those without realm or nonce and
    /// other schemes are left out. Empty for any other status.</summary>
    public static IReadOnlyList<DigestChallenge> ParseAll(SipResponse response)
    {
        if (response.StatusCode is not (401 or 407)) return [];
        var proxy = response.StatusCode == 407;
        var found = new List<DigestChallenge>(2);
        foreach (var line in response.Headers.All(proxy ? "Proxy-Authenticate" : "WWW-Authenticate"))
        {
            foreach (var fields in DigestFields.ParseAll(line))
            {
                if (fields["realm"] is not { } realm || fields["nonce"] is not { } nonce) continue;
                found.Add(new DigestChallenge
                {
                    Realm = realm,
                    Nonce = nonce,
                    Opaque = fields["opaque"],
                    Algorithm = fields["algorithm"] ?? "MD5",
                    Qop = ParseQop(fields["qop"]),
                    Stale = "true".Equals(fields["stale"], StringComparison.OrdinalIgnoreCase),
                    Proxy = proxy,
                });
            }
        }

        return found;
    }

    /// <summary>Without the nonce, which belongs in no log.</summary>
    public override string ToString() => SipText.Clean($"Digest {Algorithm} for realm {Realm}");

    private static string[] ParseQop(string? text) =>
        text is null ? [] : text.ToLowerInvariant().Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}

using System.Security.Cryptography;

namespace VoiceDock.Core.Sip.Sdp;

/// <summary>What our side has for encrypted audio (SRTP with keys in the description, RFC 4568).</summary>
/// <param name="IsRequired">Audio in the clear is not agreed to. An offer with keys is for encrypted audio alone either way (RTP/SAVP).</param>
/// <param name="Own">Our suites, preferred first, each with the key we encrypt with. The same for the whole session.</param>
public sealed record SdpSecurity(bool IsRequired, IReadOnlyList<SdpCrypto> Own)
{
    /// <summary>Both suites with new keys, the longer tag first.</summary>
    public static SdpSecurity Create(bool isRequired)
    {
        Span<byte> keys = stackalloc byte[2 * SdpCrypto.KeyLength];
        RandomNumberGenerator.Fill(keys);
        return new(isRequired, [new(1, SdpCrypto.Tag80, keys[..SdpCrypto.KeyLength]), new(2, SdpCrypto.Tag32, keys[SdpCrypto.KeyLength..])]);
    }

    /// <summary>Of an offer: the first of its suites that is ours, and our line that answers it, with its tag (RFC 4568 5.1.2).</summary>
    internal NegotiatedSrtp? Answer(SdpMedia offered)
    {
        foreach (var theirs in offered.Crypto)
        {
            if (Own.FirstOrDefault(o => o.Suite == theirs.Suite) is { } own)
                return new NegotiatedSrtp(new SdpCrypto(theirs.Tag, own.Suite, own.Key), theirs);
        }

        return null;
    }

    /// <summary>Of an answer: the line of ours it has taken (RFC 4568 5.1.3).</summary>
    internal NegotiatedSrtp? Taken(SdpMedia answered) =>
        answered.Crypto.Count == 1 && Own.FirstOrDefault(o => o.Tag == answered.Crypto[0].Tag && o.Suite == answered.Crypto[0].Suite) is { } own
            ? new NegotiatedSrtp(own, answered.Crypto[0])
            : null;
}

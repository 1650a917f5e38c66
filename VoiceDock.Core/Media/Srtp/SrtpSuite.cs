namespace VoiceDock.Core.Media.Srtp;

/// <summary>The crypto suites of RFC 4568 6.2 we know: AES-128 in counter mode, HMAC-SHA1. They differ in the length of a packet's tag.</summary>
public enum SrtpSuite
{
    /// <summary>AES_CM_128_HMAC_SHA1_80: ten bytes.</summary>
    AesCm128HmacSha1Tag80,

    /// <summary>AES_CM_128_HMAC_SHA1_32: four bytes on RTP; RTCP has ten all the same.</summary>
    AesCm128HmacSha1Tag32,
}

namespace VoiceDock.Core.Sip.Auth;

/// <summary>Why a challenge gets no answer.</summary>
public enum DigestRefusal
{
    None,

    /// <summary>No 401 or 407, or none with a readable Digest challenge.</summary>
    NoChallenge,

    /// <summary>Only algorithms or qualities of protection we do not have, or MD5 where it is not allowed.</summary>
    NoSupportedAlgorithm,

    /// <summary>No challenge carries the pinned realm, or the realm is empty.</summary>
    ForeignRealm,

    /// <summary>This request has had its answer (and its one more for a stale nonce): the credentials are refused.</summary>
    AlreadyTried,

    /// <summary>ACK and CANCEL never carry new credentials (RFC 3261 section 22.1).</summary>
    NeverForThisMethod,
}

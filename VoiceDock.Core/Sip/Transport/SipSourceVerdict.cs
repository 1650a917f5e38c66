namespace VoiceDock.Core.Sip.Transport;

/// <summary>What to do with a datagram, decided by its source address alone and before it is parsed.</summary>
public enum SipSourceVerdict
{
    /// <summary>A peer we work with: parsed and handled, not rate limited.</summary>
    Peer,

    /// <summary>Nobody we know: dropped without an answer (answers to our own requests still get through).</summary>
    Unknown,

    /// <summary>Nobody we know, and the operator wants it told: requests are answered 403.</summary>
    Reject,
}

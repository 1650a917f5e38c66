namespace VoiceDock.Core.Trunks;

/// <summary>Where the caller's number is put besides or instead of From.</summary>
public enum CallerIdHeader
{
    From,

    /// <summary>P-Asserted-Identity (RFC 3325).</summary>
    Pai,

    /// <summary>Remote-Party-ID.</summary>
    Rpid,

    /// <summary>Diversion (RFC 5806).</summary>
    Diversion,
}

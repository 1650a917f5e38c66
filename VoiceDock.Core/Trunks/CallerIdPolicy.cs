namespace VoiceDock.Core.Trunks;

/// <summary>Which number the new leg shows.</summary>
public enum CallerIdPolicy
{
    /// <summary>The caller's own number, parsed as E.164; anonymous stays anonymous.</summary>
    Caller,

    /// <summary>The number that was called.</summary>
    Number,

    /// <summary>The trunk's caller_id_number.</summary>
    Fixed,
}

namespace VoiceDock.Core.Calls;

/// <summary>Whose doing the end of a call was.</summary>
public enum CallVerdict
{
    Unknown,
    Caller,
    Callee,
    Ours,
    Carrier,
}

/// <summary>Why a call ended: data, not an exception.</summary>
/// <param name="Reason">Stable slug, one of <see cref="CallEndReasons"/>.</param>
/// <param name="Sentence">The same in words, for screens.</param>
public sealed record CallEnd(CallVerdict Verdict, string Reason, string Sentence, int? SipCode = null)
{
    /// <summary>We placed the call, and whom we called did not take it.</summary>
    public bool IsUnreached { get; init; }

    /// <summary>True when the caller's call was cut by a fault rather than by a person.</summary>
    public bool IsError => Reason is CallEndReasons.Error or CallEndReasons.ProcessCrash or CallEndReasons.FarEndLost;
}

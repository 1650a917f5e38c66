namespace VoiceDock.Core.Sip.Transactions;

/// <summary>The base values of RFC 3261 table 4; every timer of a transaction derives from them.</summary>
internal sealed record TransactionTimers(TimeSpan T1, TimeSpan T2, TimeSpan T4, TimeSpan D)
{
    /// <summary>Timers B, F, H, J, L and M: when a transaction is given up, and how long answers may repeat.</summary>
    public TimeSpan GiveUp => 64 * T1;
}

namespace VoiceDock.Core.Calls.Recovery;

/// <summary>Ends legs whose process is gone. Implemented by the engine; safe from any thread.</summary>
internal interface IOrphanByes
{
    /// <summary>
    /// Sends the BYE and waits for its answer, at most as long as a SIP request waits (64*T1).
    /// </summary>
    /// <returns>Null when the far end knows that the call is over; else a sentence that says why it may not.</returns>
    /// <exception cref="OperationCanceledException">The program stops; the far end may not have been told.</exception>
    Task<string?> EndAsync(LegDialog leg, CancellationToken cancellation);
}

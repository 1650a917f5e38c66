namespace VoiceDock.Core.Sip.Transactions;

/// <summary>Who answers a server transaction. Called on the transaction's strand, with its lock held.</summary>
internal interface IServerTransactionUser
{
    /// <summary>Gone from the table; exactly once, the last call.</summary>
    void OnTerminated(ServerTransaction transaction);
}

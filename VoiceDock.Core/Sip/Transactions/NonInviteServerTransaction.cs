using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>RFC 3261 17.2.2 (figure 8).</summary>
internal sealed class NonInviteServerTransaction : ServerTransaction
{
    private StrandTimer? _timerJ;
    private byte[]? _last;
    private bool _completed;

    public NonInviteServerTransaction(
        SipRequest request, TransactionLayer layer, Strand strand, SipTarget remote, SipTarget source, IServerTransactionUser? user)
        : base(TransactionKey.ForRequest(request), layer, strand, remote, source, user)
    {
        Merge = MergeKey.For(request);
    }

    // 17.2.2: Trying and Proceeding take responses, the final one leads to Completed.
    public override void Respond(SipResponse response)
    {
        if (_completed || IsTerminated) return;
        _last = SipSerializer.Serialize(response);
        Transmit(_last, retransmission: false);
        if (response.StatusCode < 200) return;
        _completed = true;
        (_timerJ ??= Timer(Terminate)).Start(Rest(Timers.GiveUp));
    }

    // 17.2.2: in Trying a repeat is discarded, later the last response goes out again.
    public override void OnRetransmission()
    {
        if (_last is not null && !IsTerminated) Transmit(_last, retransmission: true);
    }

    protected override void StopTimers() => _timerJ?.Stop();
}

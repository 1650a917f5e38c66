using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>What all four machines share. Every member is used on the <see cref="Strand"/> only.</summary>
internal abstract class Transaction(TransactionKey key, TransactionLayer layer, Strand strand, SipTarget remote)
{
    public TransactionKey Key { get; } = key;

    public Strand Strand { get; } = strand;

    /// <summary>Where its messages go.</summary>
    public SipTarget Remote { get; protected set; } = remote;

    public bool IsTerminated { get; private set; }

    protected TransactionLayer Layer { get; } = layer;

    protected TransactionTimers Timers => Layer.Timers;

    /// <summary>Ends it now, whatever its state.</summary>
    public void Terminate()
    {
        if (IsTerminated) return;
        IsTerminated = true;
        StopTimers();
        Layer.Remove(this);
        OnTerminated();
    }

    /// <summary>Made when it is first started: most of a transaction's timers never are.</summary>
    protected StrandTimer Timer(Action fired) => new(Layer.Wheel, Strand, fired);

    protected bool Transmit(byte[] message, bool retransmission) => Layer.Transmit(message, Remote, retransmission, Strand);

    /// <summary>How long a finished transaction absorbs repetitions (timers D, I, J, K): over TCP and TLS there are none (table 4).</summary>
    protected TimeSpan Rest(TimeSpan overUdp) => Remote.IsReliable ? TimeSpan.Zero : overUdp;

    /// <summary>The next gap between retransmissions: twice the last, at most <paramref name="cap"/>.</summary>
    protected static TimeSpan Doubled(TimeSpan gap, TimeSpan cap) => gap * 2 < cap ? gap * 2 : cap;

    protected abstract void StopTimers();

    protected abstract void OnTerminated();
}

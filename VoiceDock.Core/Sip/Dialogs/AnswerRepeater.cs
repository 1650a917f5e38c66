using VoiceDock.Core.Sip.Transactions;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>RFC 3261 13.3.1.4: a 2xx to INVITE is repeated from T1, doubling to T2, until its ACK; after 64*T1 it is given up.</summary>
internal sealed class AnswerRepeater
{
    private readonly InviteServerTransaction _transaction;
    private readonly TransactionTimers _timers;
    private readonly StrandTimer _repeat;
    private readonly StrandTimer _giveUp;
    private TimeSpan _gap;

    public AnswerRepeater(SessionCore core, InviteServerTransaction transaction, Action gaveUp)
    {
        _transaction = transaction;
        _timers = core.Agent.Transactions.Timers;
        _repeat = core.Agent.Timer(core.Strand, Repeat);
        _giveUp = core.Agent.Timer(core.Strand, () =>
        {
            Stop();
            gaveUp();
        });
    }

    /// <summary>True until the ACK.</summary>
    public bool IsRunning { get; private set; }

    public void Start()
    {
        IsRunning = true;
        _gap = _timers.T1;
        _repeat.Start(_gap);
        _giveUp.Start(_timers.GiveUp);
    }

    public void Stop()
    {
        IsRunning = false;
        _repeat.Stop();
        _giveUp.Stop();
    }

    private void Repeat()
    {
        _transaction.RepeatSuccess();
        _gap = _gap * 2 < _timers.T2 ? _gap * 2 : _timers.T2;
        _repeat.Start(_gap);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>
/// RFC 3262 section 3: provisional responses to an INVITE that the other side must acknowledge by PRACK. One at a time, repeated from T1 on,
/// doubling, and given up after 64*T1. Used on the session's strand.
/// </summary>
internal sealed class ReliableResponses
{
    private readonly InviteServerTransaction _transaction;
    private readonly TransactionTimers _timers;
    private readonly SessionCore _core;
    private readonly Action _neverAcknowledged;
    private StrandTimer? _repeat;
    private StrandTimer? _giveUp;
    private readonly Queue<SipResponse> _waiting = [];
    private SipResponse? _open;
    private uint _sequence;
    private TimeSpan _gap;

    public ReliableResponses(SessionCore core, InviteServerTransaction transaction, Action neverAcknowledged)
    {
        (_core, _transaction, _timers, _neverAcknowledged) = (core, transaction, core.Agent.Transactions.Timers, neverAcknowledged);
        // Below 2**31, and room to count on.
        _sequence = (uint)RandomNumberGenerator.GetInt32(1, 1 << 30);
    }

    /// <summary>True while a response with a description is not acknowledged: no 2xx may be sent then.</summary>
    public bool HoldsAnswer => _open is { Body.Length: > 0 } || _waiting.Any(r => r.Body.Length > 0);

    public void Send(SipResponse response)
    {
        response.Headers.Set("Require", OptionTags.Reliable);
        _waiting.Enqueue(response);
        if (_open is null) SendNext();
    }

    /// <summary>True when the PRACK acknowledges the open response, which is then done.</summary>
    public bool TryAcknowledge(SipRequest prack, uint inviteSequence)
    {
        var parts = (prack.Headers["RAck"] ?? "").Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (_open is null || parts is not [var sequence, var invite, SipMethods.Invite]) return false;
        if (sequence != Number(_sequence) || invite != Number(inviteSequence)) return false;
        Stop();
        _open = null;
        return true;
    }

    /// <summary>Sends what had to wait for the PRACK, after that has been answered.</summary>
    public void Continue()
    {
        if (_open is null) SendNext();
    }

    /// <summary>A final response has gone out: nothing is repeated any more; a late PRACK is still known.</summary>
    public void Stop()
    {
        _repeat?.Stop();
        _giveUp?.Stop();
    }

    private void SendNext()
    {
        if (!_waiting.TryDequeue(out _open)) return;
        _open.Headers.Set("RSeq", Number(++_sequence));
        _transaction.Respond(_open);
        _gap = _timers.T1;
        (_repeat ??= _core.Agent.Timer(_core.Strand, Repeat)).Start(_gap);
        (_giveUp ??= _core.Agent.Timer(_core.Strand, GiveUp)).Start(_timers.GiveUp);
    }

    private void GiveUp()
    {
        Stop();
        _neverAcknowledged();
    }

    private void Repeat()
    {
        _transaction.OnRetransmission();
        _gap *= 2;
        _repeat!.Start(_gap);
    }

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>One INVITE that reached the PBX: what it was told, and what it still owes us or we owe it. Used by the PBX's reader and the case that plays it.</summary>
internal sealed class MatrixLeg(MatrixPbx pbx, WireMessage invite)
{
    private readonly Lock _gate = new();
    private readonly string _tag = $"p{Guid.NewGuid():N}";
    private int _final;
    private bool _rang;
    private bool _acked;
    private bool _over;
    private uint _sequence;

    public WireMessage Invite => invite;

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers the INVITE; false when it had its final answer before, and nothing is sent.</summary>
    public bool Reply(string status, string headers = "", string body = "")
    {
        var code = int.Parse(status.AsSpan(0, 3), CultureInfo.InvariantCulture);
        lock (_gate)
        {
            if (_final != 0)
                return false;
            if (code >= 200)
                _final = code;
            else
                _rang = true;
            pbx.Phone.Reply(invite, status, code == 100 ? null : _tag, headers.Length > 0 ? headers : code == 100 ? "" : pbx.Phone.Contact, body);
            return true;
        }
    }

    public void Answer(string sdp) => Reply("200 OK", pbx.Phone.Contact, sdp);

    /// <summary>The destination hangs up; the answer, if the leg was up.</summary>
    public void HangUp()
    {
        lock (_gate)
        {
            if (_final != 200 || _over)
                return;
            _over = true;
            pbx.Phone.Send(pbx.Phone.InDialogBack("BYE", invite, ++_sequence, _tag), invite.From);
        }
    }

    public void OnAck()
    {
        lock (_gate) _acked = true;
    }

    public void OnBye()
    {
        lock (_gate) _over = true;
    }

    public void OnCancel() => Cancelled.TrySetResult();

    public bool IsAnswered
    {
        get
        {
            lock (_gate) return _final == 200;
        }
    }

    /// <summary>It had its final answer, and what follows that is done.</summary>
    public bool IsOver
    {
        get
        {
            lock (_gate) return _final != 0 && Open() is null;
        }
    }

    /// <summary>What has not come to its end; null when all has.</summary>
    public string? Open()
    {
        lock (_gate)
        {
            return (_final, _acked, _over) switch
            {
                (0, _, _) => _rang && !Cancelled.Task.IsCompleted ? "rings on" : null,
                (_, false, _) => $"the {_final} was not acknowledged",
                (200, _, false) => "the leg is still up",
                _ => null,
            };
        }
    }
}

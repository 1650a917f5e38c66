using VoiceDock.Core.Calls;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>A caller whose call came from the very PBX that is asked to take it over: the PBX plays both.</summary>
internal sealed class ReferredCaller : IMatrixCaller
{
    private static int _numbers;

    private readonly InteropRig _rig;
    private readonly MatrixPbx _pbx;
    private readonly MatrixVoice _voice;
    private readonly string _callId = Guid.NewGuid().ToString("N");
    private readonly TaskCompletionSource<WireMessage> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private uint _sequence = 1;
    private volatile bool _left;

    private ReferredCaller(InteropRig rig, MatrixPbx pbx, MatrixVoice voice) => (_rig, _pbx, _voice) = (rig, pbx, voice);

    public Guid Id { get; private set; }

    public HeardAudio Heard => _voice.Heard;

    public bool IsDropped { get; private set; }

    /// <summary>What the PBX does with the REFERs of this call.</summary>
    public Func<WireMessage, Task> Refer { get; set; } = _ => Task.CompletedTask;

    public static async Task<ReferredCaller> CallAsync(InteropRig rig, string number, MatrixPbx pbx, MatrixVoice voice)
    {
        var caller = new ReferredCaller(rig, pbx, voice);
        pbx.Other = caller.On;
        var from = "+3120" + Interlocked.Increment(ref _numbers).ToString("0000000", System.Globalization.CultureInfo.InvariantCulture);
        var invite = pbx.Phone.Request("INVITE", rig.Core.Console, caller._callId, headers: "Allow: INVITE, ACK, BYE, CANCEL, NOTIFY, REFER", body: voice.Sdp)
            .Replace("sip:100@", $"sip:{number}@", StringComparison.Ordinal)
            .Replace("<sip:phone@", $"<sip:{from}@", StringComparison.Ordinal);
        pbx.Phone.Send(invite, rig.Core.Console);
        var answer = await caller._answer.Task.WaitAsync(CallRig.Patience);
        pbx.Phone.Send(pbx.Phone.InDialog("ACK", answer, 1), rig.Core.Console);
        voice.Talk(answer.Body, new ToneSource(350));
        caller.Id = (await rig.Core.UntilAsync(c => c.Caller == from && c.State == CallState.InProgress)).Id;
        return caller;
    }

    /// <summary>Tells how the REFER goes.</summary>
    /// <param name="status">As in <c>486 Busy Here</c>; null: no word of it.</param>
    /// <param name="over">Nothing more follows.</param>
    public void Notify(string? status, bool over) => Send(
        "NOTIFY", $"Event: refer\r\nSubscription-State: {(over ? "terminated;reason=noresource" : "active;expires=60")}", status is null ? "" : $"SIP/2.0 {status}\n");

    public async Task HangUpAsync()
    {
        _left = true;
        Send("BYE");
        await Eventually.TrueAsync(() => _rig.Core.Get<CallDirectory>().FindAsync(Id, CancellationToken.None).Result?.State.IsLive() == false, "the call is over");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_left)
            await _rig.Core.Desk.EndAsync(Id, null, CallRig.Operator);
    }

    private void On(WireMessage message)
    {
        if (message.Header("Call-ID") != _callId)
            return;
        if (message.IsResponse && message.Status == 200 && message.Method == "INVITE")
            _answer.TrySetResult(message);
        else if (!message.IsResponse && message.Method == "REFER")
            _ = Refer(message);
        else if (!message.IsResponse && message.Method == "BYE")
        {
            IsDropped = true;
            _pbx.Phone.Reply(message, "200 OK", null);
        }
    }

    private void Send(string method, string headers = "", string body = "") => _pbx.Phone.Send(
        _pbx.Phone.InDialog(method, _answer.Task.Result, Interlocked.Increment(ref _sequence), headers: headers, body: body)
            .Replace("Content-Type: application/sdp", "Content-Type: message/sipfrag", StringComparison.Ordinal), _rig.Core.Console);
}

using VoiceDock.Core.Calls;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Refer;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Support;

/// <summary>
/// A phone system played word for word: a caller comes in from it over a trunk, and the same trunk takes REFERs and INVITEs for transfers.
/// </summary>
internal sealed class ReferScene : IAsyncDisposable
{
    public const string Line = "+441632960778";
    public const string Caller = "+442079460999";

    /// <summary>Where callers of another trunk, of a password of its own, come from.</summary>
    public const string Elsewhere = "127.0.0.2";

    private WireMessage _answer = null!;
    private uint _sequence = 1;

    private ReferScene(CallRig rig) => Rig = rig;

    public CallRig Rig { get; }

    public ScriptedPhone Pbx { get; } = new();

    public Trunk Trunk { get; private set; } = null!;

    public CallView Call { get; private set; } = null!;

    /// <param name="from">Which other trunk the caller comes in over; null: the one transfers go over.</param>
    public static async Task<ReferScene> StartAsync(string method, ScriptedPhone? from = null, params (string Key, string Value)[] settings)
    {
        var scene = new ReferScene(await CallRig.StartAsync(shape: t => t.InboundAddresses = [Elsewhere], settings: [("Sip:ReferOutcomeSeconds", "2"), .. settings]));
        scene.Trunk = await scene.Rig.AddLineAsync(Line, scene.Pbx.Address.Port, t => (t.TransferMethod, t.Username, t.Password) = (method, null, null));
        await scene.CallInAsync(from ?? scene.Pbx);
        return scene;
    }

    /// <summary>As if a test transfer by REFER had completed on the trunk.</summary>
    public Task ProveAsync() => Rig.Get<ReferRecord>().RememberTestAsync(Trunk.Id, ok: true);

    /// <summary>Orders the transfer, and answers its REFER with 202 unless told otherwise.</summary>
    public async Task<WireMessage> ReferAsync(string destination = "300", string answer = "202 Accepted")
    {
        await Rig.TransferAsync(Call.Id, destination);
        var refer = await Pbx.ExpectLaterAsync("REFER");
        Pbx.Reply(refer, answer, null, Pbx.Contact);
        return refer;
    }

    /// <summary>Tells how the REFER goes.</summary>
    /// <param name="status">As in <c>486 Busy Here</c>.</param>
    /// <param name="over">Nothing more follows.</param>
    public async Task NotifyAsync(string status, bool over)
    {
        var notify = InDialog("NOTIFY", $"Event: refer\r\nSubscription-State: {(over ? "terminated;reason=noresource" : "active;expires=60")}", $"SIP/2.0 {status}\n")
            .Replace("Content-Type: application/sdp", "Content-Type: message/sipfrag", StringComparison.Ordinal);
        Pbx.Send(notify, Rig.Console);
        await Pbx.ExpectLaterAsync("200");
    }

    /// <summary>The phone system ends our call with the caller.</summary>
    public void HangUp() => Pbx.Send(InDialog("BYE"), Rig.Console);

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        Pbx.Dispose();
    }

    private string InDialog(string method, string headers = "", string body = "") => Pbx.InDialog(method, _answer, ++_sequence, headers: headers, body: body);

    private async Task CallInAsync(ScriptedPhone phone)
    {
        var invite = phone.Request("INVITE", Rig.Console, callId: Guid.NewGuid().ToString("N"), headers: "Allow: INVITE, ACK, BYE, CANCEL, NOTIFY, REFER", body: ScriptedPhone.Sdp)
            .Replace("sip:100@", $"sip:{Line}@", StringComparison.Ordinal)
            .Replace("<sip:phone@", $"<sip:{Caller}@", StringComparison.Ordinal);
        phone.Send(invite, Rig.Console);
        _answer = await phone.ExpectLaterAsync("200");
        phone.Send(phone.InDialog("ACK", _answer, 1), Rig.Console);
        Call = await Rig.UntilAsync(c => c.Number == Line && c.State == CallState.InProgress);
    }
}

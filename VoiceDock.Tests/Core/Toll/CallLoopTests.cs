using VoiceDock.Core.Calls;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Toll;

/// <summary>Calls that come round again are refused at the door, and what is placed for a caller has fewer hops left than the caller had.</summary>
[Trait("Kind", "Sip")]
public sealed class CallLoopTests
{
    [Theory]
    [InlineData("Max-Forwards: 0", "")]
    [InlineData("Max-Forwards: 9", "Diversion: <sip:1@a.example>, <sip:2@a.example>, <sip:3@a.example>\r\nDiversion: <sip:4@a.example>, <sip:5@a.example>, <sip:6@a.example>")]
    [InlineData("Max-Forwards: 9", "History-Info: <sip:1@a>;index=1, <sip:2@a?Reason=SIP%3Bcause%3D302>;index=1.1, \"x, y\" <sip:3@a>;index=1.2, <sip:4@a>;index=1.3, <sip:5@a>;index=1.4, <sip:6@a>;index=1.5, <sip:7@a>;index=1.6")]
    public async Task CallInACircle_IsRefusedWith483_AndShownWithItsCause(string hops, string more)
    {
        await using var rig = await CallRig.StartAsync();
        using var phone = new ScriptedPhone("127.0.0.1");

        phone.Send(Invite(rig, phone, hops, more), rig.Console);

        Assert.StartsWith("SIP/2.0 483", (await phone.ExpectLaterAsync("483")).Text, StringComparison.Ordinal);
        Assert.Contains("goes round in circles", Assert.Single(rig.Get<UnansweredCalls>().Recent, u => u.Cause == "loop").Sentence);
        Assert.Empty(rig.Feed.Live);
    }

    [Theory]
    [InlineData("Max-Forwards: 9", 8)]
    [InlineData("Max-Forwards: 1", 0)]
    [InlineData("Max-Forwards: 255", 70)]
    public async Task LegOfADestination_HasOneHopLessThanItsCaller(string hops, int left)
    {
        await using var rig = await CallRig.StartAsync();
        using var phone = new ScriptedPhone("127.0.0.1");
        var seen = new TaskCompletionSource<string>();
        rig.Pbx.Traced += m =>
        {
            if (!m.Sent && m.Text.StartsWith("INVITE ", StringComparison.Ordinal)) seen.TrySetResult(m.Text);
        };
        phone.Send(Invite(rig, phone, hops, "Diversion: <sip:1@a>, <sip:2@a>, <sip:3@a>, <sip:4@a>, <sip:5@a>"), rig.Console);
        var answer = await phone.ExpectLaterAsync("200");
        phone.Send(phone.InDialog("ACK", answer, 1), rig.Console);
        var call = await rig.UntilAsync(c => c.State == CallState.InProgress);

        await rig.TransferAsync(call.Id, "202");

        Assert.Contains($"\r\nMax-Forwards: {left}\r\n", await seen.Task.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken));
    }

    private static string Invite(CallRig rig, ScriptedPhone phone, string hops, string more) =>
        phone.Request("INVITE", rig.Console, callId: Guid.NewGuid().ToString("N"), headers: more, body: ScriptedPhone.Sdp)
            .Replace("sip:100@", $"sip:{CallRig.OurNumber}@", StringComparison.Ordinal)
            .Replace("Max-Forwards: 70", hops, StringComparison.Ordinal);
}

using VoiceDock.Core.Calls;
using VoiceDock.Tests.Core.Diagnostics;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>A caller with G.722: answered in it where the trunk has it, and the destination is offered the same first, so that nothing is rewritten.</summary>
[Trait("Kind", "Sip")]
public sealed class WidebandCallTests
{
    private const string Wideband = """
        v=0
        o=phone 1 1 IN IP4 127.0.0.1
        s=-
        c=IN IP4 127.0.0.1
        t=0 0
        m=audio 40002 RTP/AVP 9 8 101
        a=rtpmap:9 G722/8000
        a=rtpmap:101 telephone-event/8000

        """;

    [Theory]
    [InlineData(new[] { "PCMA", "PCMU", "G722" }, "9 8 0 101")]
    [InlineData(new[] { "PCMA", "PCMU" }, "8 0 101")]
    public async Task CallerWithG722_IsAnsweredInIt_AndTheDestinationIsOfferedItFirstWhereItsTrunkHasIt(string[] codecs, string offered)
    {
        await using var scene = await ScriptedCall.StartAsync(t => t.Codecs = codecs);
        using var phone = new ScriptedPhone();
        await scene.Rig.AddTrunkAsync(phone.Address.Port); // the caller comes over a trunk of its own
        var console = scene.Rig.Console;
        phone.Send(phone.Request("INVITE", console, body: Wideband).Replace("INVITE sip:100@", $"INVITE sip:{ScriptedCall.Line}@", StringComparison.Ordinal), console);

        var answer = await phone.ExpectLaterAsync("200");
        phone.Send(phone.InDialog("ACK", answer, 1), console);
        Assert.Contains("RTP/AVP 9 101\r\n", answer.Body, StringComparison.Ordinal);

        var call = await scene.Rig.UntilAsync(c => c.Number == ScriptedCall.Line && c.Id != scene.Call.Id && c.State == CallState.InProgress);
        await scene.Rig.TransferAsync(call.Id, "200");
        Assert.Contains($"RTP/AVP {offered}\r\n", (await scene.Pbx.ExpectLaterAsync("INVITE")).Body, StringComparison.Ordinal);
    }
}

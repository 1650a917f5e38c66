using VoiceDock.Core.Calls;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>Security T10 in the whole core: a stranger learns nothing about our numbers and starts nothing.</summary>
[Trait("Kind", "Sip")]
public sealed class StrangerTests
{
    private static readonly string[] Methods = ["INVITE", "REFER", "MESSAGE", "SUBSCRIBE", "REGISTER"];

    [Theory]
    [InlineData("silence")]
    [InlineData("reject")]
    public async Task Stranger_IsToldTheSameForEveryNumberAndMethod(string mode)
    {
        await using var rig = await CallRig.StartAsync(settings: ("Sip:UnknownSource", mode));
        using var stranger = new ScriptedPhone("127.0.0.66");
        using var peer = new ScriptedPhone();
        var answers = new HashSet<string>();
        foreach (var method in Methods)
        {
            foreach (var number in (string[])[CallRig.OurNumber, "+441632960199", "admin"])
            {
                var request = stranger.Request(method, rig.Console, $"{method}-{number}", body: ScriptedPhone.Sdp)
                    .Replace("sip:100@", $"sip:{number}@", StringComparison.Ordinal);
                stranger.Send(request, rig.Console);
                if (mode == "reject") answers.Add(WithoutItsOwn(await stranger.ExpectAsync("403"), method, number));
            }
        }

        // A trunk's own question is answered after all that was judged.
        peer.Send(peer.Request("OPTIONS", rig.Console), rig.Console);
        await peer.ExpectAsync("200");
        await stranger.ExpectSilenceAsync(TimeSpan.FromMilliseconds(100));
        Assert.Equal(mode == "reject" ? 1 : 0, answers.Count);
        Assert.Equal(0, rig.Get<CallDirectory>().LiveCount);
        Assert.Equal(0, rig.Pbx.Counters.Sessions);
        Assert.Contains(rig.Get<UnansweredCalls>().Recent, call => call.Cause == "unknown_source");
    }

    private static string WithoutItsOwn(WireMessage answer, string method, string number) => answer.Text
        .Replace(answer.Branch, "BRANCH", StringComparison.Ordinal)
        .Replace(answer.ToTag!, "TAG", StringComparison.Ordinal)
        .Replace($"{method}-{number}", "CALL", StringComparison.Ordinal)
        .Replace($"1 {method}", "1 METHOD", StringComparison.Ordinal)
        .Replace($"sip:{number}@", "sip:USER@", StringComparison.Ordinal);
}

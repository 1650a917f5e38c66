using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Quality;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>The audio of a call over time, of a destination whose packets are really lost on the way.</summary>
[Trait("Kind", "Sip")]
public sealed partial class CallQualityTests
{
    private const int LostOneIn = 5;

    [Fact]
    public async Task Transfer_WithOnePacketInFiveLost_ShowsItOnTheDestinationsLegOnly_AlsoAfterTheCall()
    {
        await using var scene = await ScriptedCall.StartAsync();
        using var mouth = new RtpPeer();
        var transfer = await ConnectAsync(scene, mouth);
        using var over = new CancellationTokenSource();
        var talking = TalkAsync(mouth, transfer.AudioPort, over.Token);
        var traces = scene.Rig.Get<CallTraces>();

        IReadOnlyList<LegQualitySeries> legs = [];
        await Eventually.AskedAsync(
            async () => (legs = (await traces.FindQualityAsync(scene.Call.Id, CancellationToken.None))!).Count == 2 && legs[1].Points.Count(IsLossy) >= 2,
            "two seconds of loss were measured");
        await over.CancelAsync();
        await talking;

        Assert.Equal(["caller", "destination 1"], legs.Select(l => l.Leg));
        Assert.Equal([null, transfer.Id], legs.Select(l => l.TransferId));
        Assert.All(legs[1].Points.Where(IsLossy), p => Assert.InRange(p.Mos!.Value, 1, 3.5));
        Assert.True(legs[1].StartedAt > legs[0].StartedAt);
        Assert.All(legs[0].Points, p => Assert.Equal(0, p.Lost));
        Assert.Contains(legs[0].Points, p => p.Mos > 4);

        scene.Caller.HangUp();
        CallTrace? kept = null;
        await Eventually.AskedAsync(
            async () => (kept = await scene.Rig.Get<TraceStore>().FindAsync(scene.Call.Id, CancellationToken.None)) is not null, "the trace is stored");
        Assert.Equal(["caller", "destination 1"], kept!.Quality.Select(l => l.Leg));
        Assert.Equal(legs[1].Points, kept.Quality[1].Points.Take(legs[1].Points.Count));
        Assert.Equal((legs[1].TransferId, legs[1].StartedAt, 1), (kept.Quality[1].TransferId, kept.Quality[1].StartedAt, kept.Quality[1].StepSeconds));
    }

    private static bool IsLossy(QualityPoint point) => point.LossPercent is > 12 and < 28;

    private static async Task<(Guid Id, int AudioPort)> ConnectAsync(ScriptedCall scene, RtpPeer mouth)
    {
        var invite = await scene.DialAsync();
        var sdp = ScriptedPhone.Sdp.Replace("40000", $"{mouth.EndPoint.Port}", StringComparison.Ordinal);
        scene.Pbx.Reply(invite, "200 OK", "phone", scene.Pbx.Contact, sdp);
        await scene.Pbx.ExpectLaterAsync("ACK");
        var call = await scene.Rig.UntilAsync(c => c.Id == scene.Call.Id && c.ActiveTransfer?.State.IsAnswered() == true);
        return (call.ActiveTransfer!.Id, int.Parse(AudioPort().Match(invite.Body).Groups[1].Value, CultureInfo.InvariantCulture));
    }

    // A packet each 20 ms; every fifth is made and never sent.
    private static async Task TalkAsync(RtpPeer mouth, int port, CancellationToken over)
    {
        var to = new IPEndPoint(IPAddress.Loopback, port);
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            if (i % LostOneIn != LostOneIn - 1)
                mouth.Send(RtpPacket.Make(0, mouth.Sequence, mouth.Timestamp, mouth.Ssrc, RtpPeer.Filled(0x55), false), to);
            mouth.Sequence++;
            mouth.Timestamp += 160;
            await clock.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    [GeneratedRegex(@"m=audio (\d+) ")]
    private static partial Regex AudioPort();
}

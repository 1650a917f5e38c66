using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Media;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Bench;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Sip.Hostile.Generation;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>Security T13 and F14: one address sends 5,000 messages a second while fifty good calls run or are set up from others.</summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Sip")]
public sealed class FloodTests(ITestOutputHelper output)
{
    private const int Rate = 5_000;
    private const int Calls = 50;

    private static readonly IPAddress Flooder = IPAddress.Parse("127.0.0.66");

    [Fact]
    public async Task FiveThousandASecond_LoseNoGoodCall()
    {
        var length = TimeSpan.FromSeconds(Soak.Number("FLOOD_SECONDS", 3));
        await using var media = new MediaEngine(MediaBench.Options(), TimeProvider.System, NullLogger<MediaEngine>.Instance);
        using var audio = new MediaLoad(media, Calls);
        await using var console = new TestAgent(SipTimers.From(TimeSpan.FromMilliseconds(50)));
        await using var caller = new TestAgent(SipTimers.From(TimeSpan.FromMilliseconds(50)));
        console.Verdict = source => source.Address.Equals(Flooder) ? SipSourceVerdict.Unknown : SipSourceVerdict.Peer;
        console.TakeInvite = session => session.Answer(ScriptedPhone.Sdp);
        var calls = await PlaceAsync(caller, console, Calls / 2);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var flood = Task.Factory.StartNew(() => Flood(console.Address, length), TaskCreationOptions.LongRunning);
        var talk = Task.Factory.StartNew(() => audio.Run(length), TaskCreationOptions.LongRunning);
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < Calls / 2; i++)
        {
            var began = Stopwatch.GetTimestamp();
            calls.AddRange(await PlaceAsync(caller, console, 1));
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(began).Ticks));
            await Task.Delay(length / Calls, TestContext.Current.CancellationToken);
        }

        var sent = await flood;
        var heard = await talk;

        var counters = console.Agent.Counters;
        output.WriteLine($"{sent} messages in {length.TotalSeconds:0} s, {counters.UnknownSource} dropped unread, {counters.Throttled} of them as too many; "
            + $"slowest set-up {slowest.TotalMilliseconds:0} ms; audio {heard.Sent - heard.Received} of {heard.Sent} packets lost");
        Assert.All(calls, call => Assert.Equal(SipSessionState.Confirmed, call.Session.State));
        Assert.Equal(Calls, counters.Sessions);
        Assert.InRange(heard.Sent - heard.Received, 0, heard.Sent / 1_000);
        Assert.True(counters.Throttled > sent / 2, $"only {counters.Throttled} of {sent} were throttled");
        Assert.Equal(0, counters.LaneDrops);
        foreach (var call in calls) call.Session.HangUp();
        await Eventually.TrueAsync(() => console.Agent.Counters is { Sessions: 0, ServerTransactions: 0, ClientTransactions: 0, Timers: 0 }, "nothing was left");
        calls.Clear();
        Assert.InRange((GC.GetTotalMemory(forceFullCollection: true) - before) / 1024 / 1024, -1_000, 20);
    }

    /// <summary>Sends the rate in slices of a millisecond; messages of every kind, whole and broken ones.</summary>
    private static int Flood(IPEndPoint target, TimeSpan length)
    {
        using var phone = new ScriptedPhone($"{Flooder}");
        var drafts = new SipDrafts(phone.Address, target, "nobody");
        var messages = Enumerable.Range(0, 500).Select(i =>
        {
            var random = new Random(Soak.Seed + i);
            var draft = drafts.Any(random);
            if (i % 2 == 0) SipMutations.Break(draft, random);
            var bytes = draft.ToBytes();
            return bytes.Length < 2_000 ? bytes : bytes[..2_000];
        }).ToArray();
        var began = Stopwatch.GetTimestamp();
        var sent = 0;
        for (var passed = TimeSpan.Zero; passed < length; passed = Stopwatch.GetElapsedTime(began))
        {
            for (var due = (int)(passed.TotalSeconds * Rate); sent < due; sent++) phone.Send(messages[sent % messages.Length], target);
            Thread.Sleep(1);
        }

        return sent;
    }

    private static async Task<List<(SipSession Session, SessionRecorder Events)>> PlaceAsync(TestAgent caller, TestAgent console, int count)
    {
        List<(SipSession Session, SessionRecorder Events)> placed = [.. Enumerable.Range(0, count).Select(_ => caller.Call(console.Address))];
        foreach (var call in placed) await call.Events.NextAsync("Answered");
        return placed;
    }
}

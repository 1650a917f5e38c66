using System.Diagnostics;
using System.Net;
using System.Text;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Engine;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics.Waiting;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Diagnostics.Waiting;

/// <summary>Strangers send 5,000 requests a second from two hundred addresses while somebody waits: calls go on, and what is kept stays small.</summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Sip")]
public sealed class WaitingFloodTests(ITestOutputHelper output)
{
    private const int Rate = 5_000, Addresses = 200;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Flood_IsSampled_AndCallsGoOn()
    {
        await using var rig = await CallRig.StartAsync();
        var waits = rig.Get<PbxWaits>();
        await HangUpAsync(rig, "+442079460100");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var wait = waits.Begin(Actor.System).Value;

        var flood = Task.Factory.StartNew(() => Flood(rig.Console), TaskCreationOptions.LongRunning);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < 3; i++) await HangUpAsync(rig, $"+44207946020{i}");
        var took = Stopwatch.GetElapsedTime(began);
        var (sent, answered) = await flood;

        var grown = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024;
        output.WriteLine($"{sent} requests, {waits.Skipped} not looked at, {waits.Seen.Count} sources kept, {grown} KiB more, three calls set up in {took.TotalMilliseconds:0} ms");
        Assert.Equal(0, answered);
        Assert.InRange(waits.Seen.Count, 1, PbxWaits.MostSources);
        Assert.True(waits.Skipped > 1_000, $"only {waits.Skipped} were not looked at");
        Assert.Equal(0, rig.Get<SipEngine>().Parts.Agent.Counters.LaneDrops);
        Assert.InRange(grown, long.MinValue, 20 * 1024);
    }

    private static async Task HangUpAsync(CallRig rig, string from)
    {
        var (_, call) = await rig.CallInProgressAsync(from);
        await rig.Desk.EndAsync(call.Id, null, CallRig.Operator);
        await rig.UntilAsync(c => c.Id == call.Id && c.State == CallState.Ended);
    }

    private static (int Sent, int Answered) Flood(IPEndPoint target)
    {
        var phones = Enumerable.Range(1, Addresses).Select(i => new ScriptedPhone($"127.66.0.{i}")).ToArray();
        try
        {
            var messages = phones.Select(p => Encoding.UTF8.GetBytes(
                $"OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP {p.Address};branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@127.0.0.1>\r\nCall-ID: {p.Address}\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n")).ToArray();
            var began = Stopwatch.GetTimestamp();
            var sent = 0;
            for (var passed = TimeSpan.Zero; passed < Length; passed = Stopwatch.GetElapsedTime(began))
            {
                for (var due = (int)(passed.TotalSeconds * Rate); sent < due; sent++) phones[sent % Addresses].Send(messages[sent % Addresses], target);
                Thread.Sleep(1);
            }

            return (sent, phones.Count(p => p.HasMessage));
        }
        finally
        {
            Array.ForEach(phones, p => p.Dispose());
        }
    }
}

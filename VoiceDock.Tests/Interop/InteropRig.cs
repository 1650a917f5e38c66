using System.Globalization;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Engine;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>
/// The whole core for a class of tests with foreign peers: started once, with short timers. Each test gets a number and a trunk of its own, and
/// a caller whose ears are recorded.
/// </summary>
public class InteropRig : IAsyncLifetime
{
    // The attendant's own tones: announcement, menu; and the three falling ones of a failed transfer.
    internal static readonly double[] Falling = [880, 660, 440];

    private int _lines;

    public CallRig Core { get; private set; } = null!;

    internal SipAgentCounters Sip => Core.Get<SipEngine>().Parts.Agent.Counters;

    internal MediaEngineCounters Media => Core.Get<MediaEngine>().Counters;

    /// <summary>Settings of the console beside the short timers.</summary>
    protected virtual IEnumerable<(string Key, string Value)> Settings => [];

    public async ValueTask InitializeAsync() => Core = await CallRig.StartAsync(settings:
    [
        ("Sip:T1Milliseconds", "40"), ("Sip:NoAnswerSeconds", "2"), ("Calls:RepeatSeconds", "0"), .. Settings,
    ]);

    public virtual async ValueTask DisposeAsync()
    {
        await Core.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A call in progress on a new number whose transfers go to a port on 127.0.0.1.</summary>
    internal async Task<InteropCall> CallAsync(int pbxPort, Action<TrunkInput>? shape = null)
    {
        var number = "+44163296" + (Interlocked.Increment(ref _lines) + 200).ToString("0000", CultureInfo.InvariantCulture);
        var trunk = await Core.AddLineAsync(number, pbxPort, shape);
        return await CallAsync(trunk, number);
    }

    /// <summary>One more call in progress on a number that exists.</summary>
    internal async Task<InteropCall> CallAsync(Trunk trunk, string number)
    {
        var from = "+44207946" + Interlocked.Increment(ref _lines).ToString("0000", CultureInfo.InvariantCulture);
        var heard = new HeardAudio();
        var caller = Core.Pbx.Call(Core.Console, number, from, "Ada Marsh");
        caller.Listen(heard);
        await caller.Answered.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);
        var call = await Core.UntilAsync(c => c.Caller == from && c.State == CallState.InProgress);
        return new InteropCall(this, caller, heard, call.Id, trunk, number);
    }

    /// <summary>Every call is over, and nothing of any is left on either side.</summary>
    internal async Task NothingLeftAsync()
    {
        await Eventually.TrueAsync(() => (Core.Get<CallDirectory>().LiveCount, Media.Legs, Media.Calls, Media.PortsInUse) == (0, 0, 0, 0),
            () => $"calls, media and ports are given back: {Core.Get<CallDirectory>().LiveCount} calls, {Media}");
        await Eventually.TrueAsync(() => Sip is { Sessions: 0, ClientTransactions: 0, ServerTransactions: 0, Timers: 0 },
            () => $"no dialog, transaction or timer is left: {Sip}");
        await Eventually.TrueAsync(() => Core.Pbx.Counters.Sessions == 0, () => $"the caller's side holds nothing: {Core.Pbx.Counters}");
    }
}

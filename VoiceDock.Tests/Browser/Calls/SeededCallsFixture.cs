using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Calls;

/// <summary>A program of its own in which calls of every kind stand on the board and in the history, without a caller or a PBX.</summary>
public sealed class SeededCallsFixture : BrowserFixture
{
    private const int Stored = 70;

    /// <summary>With the assistant, ready for a transfer.</summary>
    public CallView Waiting { get; private set; } = default!;

    /// <summary>Its transfer met a busy extension; its SIP messages are kept.</summary>
    public CallView Busy { get; private set; } = default!;

    /// <summary>With a destination for half a minute; its audio is kept.</summary>
    public CallView Connected { get; private set; } = default!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var pbx = await PhoneSystem.CreateAsync(Services, "+31201234567");
        var now = DateTime.UtcNow;
        CallView New(int secondsAgo, string? caller, string? name) =>
            TestCalls.New(now.AddSeconds(-secondsAgo), caller!, pbx.Number.Id, pbx.Assistant.Id) with { CallerName = name };

        Waiting = New(212, "+31612345678", "Eva de Vries");
        Busy = New(41, "+12025550123", "M. Okafor").WithTransfer(TransferState.Dialing, now.AddSeconds(-4)).WithBusy(now.AddSeconds(-2));
        Connected = New(120, "+442079460123", "Northside").WithTransfer(TransferState.Connected, now.AddSeconds(-30))
            .Then(c => c with { FarQuality = new LegQuality(1500, 1500, 60, 22, false) { Mos = 2.45 } });
        CallView[] live =
        [
            Waiting,
            New(97, "+4915112345678", null).WithTransfer(TransferState.Dialing, now).WithTransfer(TransferState.Ringing, now),
            Connected,
            Busy,
            New(3, null, null).Then(c => c with { State = CallState.Ringing, AnsweredAt = null, CallerQuality = null }),
        ];
        var (feed, journal) = (Services.GetRequiredService<CallFeed>(), Services.GetRequiredService<CallJournal>());
        foreach (var call in live)
        {
            feed.Publish(call);
            journal.Save(call);
        }
        foreach (var call in Enumerable.Range(0, Stored).Select(i => Earlier(New(4000 + i * 700, $"+3161234{1000 + i * 37}", "Sam Jansen"), i)))
            journal.Save(call with { Transfers = [.. call.Transfers.Select(t => t with { TrunkId = pbx.Trunk.Id })] });
        await journal.FlushAsync(CancellationToken.None);
        SeededTrace.Fill(Services.GetRequiredService<CallTraces>(), Busy.Id, now);
        SeededTrace.FillQuality(Services.GetRequiredService<CallTraces>(), Connected);
    }

    private static CallView Earlier(CallView call, int i)
    {
        var at = call.AnsweredAt!.Value;
        if (i % 3 == 0)
            call = call.WithTransfer(TransferState.Connected, at.AddSeconds(20)).WithTransfer(TransferState.Completed, at.AddSeconds(95));
        if (i % 5 == 1)
            call = call.WithTransfer(TransferState.Dialing, at.AddSeconds(20)).WithBusy(at.AddSeconds(24));
        return call.Over(i % 11 == 4 ? CallEndReasons.CallerLost : CallEndReasons.Caller, at.AddSeconds(120));
    }
}

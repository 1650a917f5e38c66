using VoiceDock.Core.Assistants;
using VoiceDock.Core.Attendant;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Speech;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Bench;

/// <summary>
/// Listens in the caller's place while transfers connect and fail: raw sockets on both sides of the whole core, so that every moment is one of
/// the wire. Each failure is of a destination never dialled before, so its sentence is in no cache. Figures are in ms.
/// </summary>
internal sealed class TransferListener : IAsyncDisposable
{
    private const int FrameMs = 20;

    // The least a trunk may ring, in seconds; calls are begun this far apart, so that their ends are too.
    private const int RingSeconds = 5;
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(150);

    private readonly Random _phases = new(26);
    private readonly TestAgent _agent = new();
    private readonly WireDestination _pbx;
    private readonly CallRig _rig;
    private int _number = 60_000;
    private int _extension = 2_000;

    private TransferListener(WireDestination pbx, CallRig rig) => (_pbx, _rig) = (pbx, rig);

    /// <param name="speech">The speech program.</param>
    public static async Task<TransferListener> StartAsync(string speech)
    {
        var pbx = new WireDestination();
        var rig = await CallRig.StartAsync(
            shape: t =>
            {
                (t.Port, t.InboundAddresses, t.MaxConcurrentCalls, t.MaxCallsPerSecond) = (pbx.Port, ["127.0.0.1"], 500, 50);
                (t.AfterHangup, t.RingTimeoutSeconds, t.EarlyMedia) = ("assistant", RingSeconds, true);
            },
            settings: [("Speech:Program", speech), ("Calls:RingbackAfterSeconds", "0.1")]);
        return new TransferListener(pbx, rig);
    }

    /// <summary>How long the caller gets no packet when somebody answers.</summary>
    /// <param name="early">The destination was heard before it answered; else the ring-back tone was.</param>
    public async Task<List<double>> GapsAsync(int transfers, bool early)
    {
        var gaps = new List<double>();
        for (var i = 0; i < transfers; i++)
        {
            await using var call = await BeginAsync();
            if (early)
                call.Leg.RingAloud();
            await call.Ear.UntilAsync(call.Leg.Ring() + TimeSpan.FromMilliseconds(FrameMs), packets: 5);
            await WaitAsync(Phase());
            var answered = call.Leg.Answer(early ? null : Phase());
            await call.Ear.UntilAsync(answered, packets: 10);
            if (!early)
                await call.Ear.UntilAsync(WireLeg.Voice);
            gaps.Add(early ? call.Ear.LongestGap(answered, 10) : call.Ear.GapBefore(WireLeg.Voice));
        }
        return gaps;
    }

    /// <summary>From a refusal to the first packet of the sentence that says so.</summary>
    public async Task<List<double>> RefusedAsync(int transfers)
    {
        var waits = new List<double>();
        for (var i = 0; i < transfers; i++)
        {
            await using var call = await BeginAsync();
            await call.Ear.UntilAsync(call.Leg.Ring() + TimeSpan.FromMilliseconds(FrameMs), packets: 5);
            waits.Add(await UntilSpokenAsync(call, TransferReasons.Busy.Speak(call.Destination)!, call.Leg.Refuse("486 Busy Here")));
        }
        return waits;
    }

    /// <summary>From the CANCEL of a destination that rang for as long as it may to the first packet of the sentence that says so.</summary>
    public async Task<List<double>> UnansweredAsync(int transfers)
    {
        var waits = new List<Task<double>>();
        for (var i = 0; i < transfers; i++)
        {
            var call = await BeginAsync();
            call.Leg.Ring();
            waits.Add(EndAsync(call));
            await Task.Delay(Apart);
        }
        return [.. await Task.WhenAll(waits)];

        async Task<double> EndAsync(ListenedCall call)
        {
            await using var _ = call;
            return await UntilSpokenAsync(call, TransferReasons.NoAnswer.Speak(call.Destination)!, await call.Leg.CancelledAsync);
        }
    }

    /// <summary>From the BYE of the destination to the first packet of the assistant's menu.</summary>
    public async Task<List<double>> HungUpAsync(int transfers)
    {
        var menu = AttendantWords.Menu(_rig.Get<AssistantDirectory>().Find(_rig.Number.AssistantId!.Value)!.Destinations)!;
        var waits = new List<double>();
        for (var i = 0; i < transfers; i++)
        {
            await using var call = await BeginAsync();
            call.Leg.Answer(TimeSpan.Zero);
            await call.Ear.UntilAsync(WireLeg.Voice);
            await _rig.UntilTransferAsync(call.Id, TransferState.Connected);
            waits.Add(await UntilSpokenAsync(call, menu, call.Leg.HangUp()));
        }
        return waits;
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _rig.DisposeAsync();
        _pbx.Dispose();
    }

    private async Task<ListenedCall> BeginAsync()
    {
        var ear = new CallerEar();
        var from = $"+4420794{_number++}";
        var (session, events) = _agent.Call(_rig.Console, change: i => i with
        {
            RequestUri = i.RequestUri with { User = CallRig.OurNumber },
            From = new NameAddr { Uri = i.From.Uri with { User = from } },
            Sdp = ear.Sdp,
        });
        await events.AnswerAsync();
        var call = await _rig.UntilAsync(c => c.Caller == from && c.State == CallState.InProgress);
        var destination = $"{_extension++}";
        await _rig.TransferAsync(call.Id, destination);
        return new ListenedCall(call.Id, destination, ear, session, await _pbx.NextAsync());
    }

    // Rendered again it comes from the cache: the very samples that were played.
    private async Task<double> UntilSpokenAsync(ListenedCall call, string text, DateTime known)
    {
        await call.Ear.UntilAsync(known + TimeSpan.FromMilliseconds(FrameMs), packets: 60);
        var clip = await _rig.Get<ISpeech>().RenderAsync(text, CancellationToken.None);
        var spoken = await call.Ear.UntilSpokenAsync(clip!.Samples, known);
        return (spoken - known).TotalMilliseconds;
    }

    private TimeSpan Phase() => TimeSpan.FromMilliseconds(_phases.NextDouble() * FrameMs);

    // Task.Delay counts whole ms only.
    private static Task WaitAsync(TimeSpan wait) => Task.Run(() => Thread.Sleep(wait));

    private sealed record ListenedCall(Guid Id, string Destination, CallerEar Ear, SipSession Session, WireLeg Leg) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Session.HangUp();
            Ear.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Demo;

/// <summary>
/// With <c>--demo</c>: a practice PBX with its trunk, an assistant, a number and a key, and a caller who comes by himself, stays with the attendant,
/// and is replaced when he has gone.
/// </summary>
public sealed class DemoRun(
    RunMode mode,
    PracticeDesk practice,
    DemoSpeaker speaker,
    TrunkStore trunks,
    NumberStore numbers,
    AssistantStore assistants,
    ApiKeyStore keys,
    ISipStack sip,
    TimeProvider time,
    ILogger<DemoRun> log) : BackgroundService
{
    private static readonly TimeSpan Stay = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StayAfterTransfer = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<DemoFacts> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The number practice callers dial: of a range kept for fiction.</summary>
    public const string PhoneNumber = "+441632960100";

    private const string OnTheRoad = "206";
    private const string ServiceDesk = "208";

    /// <summary>Completes when the demo stands; never without <c>--demo</c>.</summary>
    public Task<DemoFacts> Ready => _ready.Task;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (!mode.Demo)
            return;
        try
        {
            await PrepareAsync(stopping);
            await KeepCallingAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _ready.TrySetCanceled(stopping);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The demo could not be set up");
            _ready.TrySetException(fault);
        }
    }

    public override async Task StopAsync(CancellationToken cancellation)
    {
        await base.StopAsync(cancellation);
        if (mode.Demo)
            await practice.StopAsync(Actor.System, cancellation);
    }

    private async Task PrepareAsync(CancellationToken stopping)
    {
        // A demo on a folder of its own finds its earlier trunk, whose PBX is gone.
        foreach (var old in (await trunks.ListAsync(stopping)).Where(t => t.IsPractice))
            await trunks.DeleteAsync(old.Id, Actor.System, stopping);
        var trunk = Must(await practice.StartAsync(Actor.System, stopping));
        await PrepareNumberAsync(trunk, stopping);
        await speaker.StartAsync(trunk, stopping);
        var key = Must(await keys.CreateAsync(new ApiKeyInput { Name = "Demo", Scopes = ApiScopes.All, Test = true }, Actor.System, stopping));
        _ready.TrySetResult(new DemoFacts(key.Token, sip.Address!));
    }

    private async Task PrepareNumberAsync(Trunk trunk, CancellationToken stopping)
    {
        var existing = (await numbers.ListAsync(stopping)).FirstOrDefault(n => n.PhoneNumber == PhoneNumber);
        if (existing is not null)
        {
            Must(await numbers.UpdateAsync(existing.Id, new NumberPatch { TransferTrunkId = trunk.Id }, Actor.System, stopping));
            return;
        }
        var assistant = Must(await assistants.CreateAsync(Assistant(), Actor.System, stopping));
        var number = new NumberInput { PhoneNumber = PhoneNumber, Name = "Main line", AssistantId = assistant.Id, TransferTrunkId = trunk.Id };
        Must(await numbers.CreateAsync(number, Actor.System, stopping));
    }

    private static AssistantInput Assistant() => new()
    {
        Name = "Front desk",
        BusinessName = "Harbour Bikes",
        FirstMessage = "Welcome to Harbour Bikes. I am the assistant of the practice console.",
        LlmConfig = AssistantTools.WithDestinations(null,
        [
            .. PracticeOptions.Usual.Select(Destination),
        ]),
    };

    // The service desk is busy, so its calls go on to the one on the road, who is told who calls and takes the call with a key. A machine presses none.
    private static TransferDestination Destination(PracticeExtension e)
    {
        var plain = new TransferDestination(Extension(e.Number), e.Name, $"One moment, I am connecting you to {e.Name.ToLowerInvariant()}.");
        return e.Behaviour switch
        {
            PracticeBehaviour.Busy when e.Number == ServiceDesk => plain with { Next = [new NextDestination(Extension(OnTheRoad), null)] },
            PracticeBehaviour.AnswerAndAccept => plain with { Whisper = "A call from {caller} for sales. Press 1 to take it, 2 to decline.", AcceptKey = true },
            PracticeBehaviour.AnswerAsMachine => plain with { AcceptKey = true },
            _ => plain,
        };
    }

    private static DialTarget Extension(string number) =>
        DialTarget.TryParse(number, out var target) ? target : throw new InvalidOperationException($"{number} is no extension.");

    private async Task KeepCallingAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (practice.Call(PhoneNumber, Actor.System) is { IsOk: true } call)
                await AccompanyAsync(call.Value, stopping);
            await Task.Delay(Pause, time, stopping);
        }
    }

    private async Task AccompanyAsync(PracticeCaller caller, CancellationToken stopping)
    {
        using var leave = new CancellationTokenSource(Stay, time);
        using var stop = stopping.Register(leave.Cancel);
        void OnAnswered(PracticeAnswered answered)
        {
            if (answered.Caller == caller.Number)
                leave.CancelAfter(StayAfterTransfer);
        }
        practice.Answered += OnAnswered;
        try
        {
            await caller.Over.WaitAsync(leave.Token);
        }
        catch (OperationCanceledException)
        {
            caller.HangUp();
        }
        finally
        {
            practice.Answered -= OnAnswered;
        }
    }

    private static T Must<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException(result.Error.Message);
}

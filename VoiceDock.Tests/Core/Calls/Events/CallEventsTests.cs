using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Events;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Events;

/// <summary>Which events a call gives, and what readers get of them who come, go and are slow.</summary>
[Trait("Kind", "Unit")]
public sealed class CallEventsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero));
    private readonly CallFeed _feed;
    private readonly CallEvents _events;
    private readonly CallView _call;

    public CallEventsTests()
    {
        _feed = new CallFeed(_time);
        _events = Start();
        _call = TestCalls.New(_time.GetUtcNow().UtcDateTime);
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    [Fact]
    public void ACall_GivesItsEventsInOrder_AndItsAudioNone()
    {
        using var reader = _events.Read(after: null, _ => true);
        var dialing = _call.WithTransfer(TransferState.Dialing, Now);
        var failed = dialing.WithBusy(Now);
        CallView[] states = [_call, _call.Then(c => c with { CallerQuality = c.CallerQuality! with { PacketsIn = 9 } }), dialing, failed, failed.Then(c => c with { FarQuality = c.CallerQuality }), failed.Over(CallEndReasons.Caller, Now)];

        Array.ForEach(states, _feed.Publish);

        Assert.Equal(
            ["call.created", "transfer.updated dialing", "call.updated", "transfer.updated failed", "call.updated", "call.ended"],
            Drain(reader).Select(Describe));
    }

    [Fact]
    public void Ids_GrowByOne_AndAreAboveThoseOfAnEarlierRun()
    {
        Publish(300);
        var last = _events.Read(after: null, _ => true).Position;

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(Start().Read(after: null, _ => true).Position > last);
        Assert.True(Start().Read(after: last, _ => true).MustReset);
    }

    [Fact]
    public void Resuming_GivesExactlyWhatWasMissed_ThenTheNews()
    {
        Publish(3);
        using var first = _events.Read(after: null, _ => true);
        Publish(5);
        var got = Drain(first).Take(2).ToList();
        first.Dispose();

        using var second = _events.Read(got[^1].Id, _ => true);
        Publish(1);

        Assert.False(second.MustReset);
        Assert.Equal([got[^1].Id + 1, got[^1].Id + 2, got[^1].Id + 3], second.Missed.Select(e => e.Id));
        Assert.Equal(got[^1].Id + 4, Assert.Single(Drain(second)).Id);
    }

    [Fact]
    public void Resuming_AfterAThousandEventsOrFiveMinutes_IsAReset()
    {
        using var early = _events.Read(after: null, _ => false);
        var position = early.Position;
        Publish(CallEvents.MostKept);
        Assert.Equal(CallEvents.MostKept, _events.Read(position, _ => true).Missed.Count);
        Publish(1);
        Assert.True(_events.Read(position, _ => true).MustReset);

        position = _events.Read(after: null, _ => true).Position;
        Publish(1);
        _time.Advance(CallEvents.KeptFor);
        Assert.Single(_events.Read(position, _ => true).Missed);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(_events.Read(position, _ => true).MustReset);
        Assert.False(_events.Read(position + 1, _ => true).MustReset);
        Assert.True(_events.Read(position + 2, _ => true).MustReset);
    }

    [Fact]
    public async Task ReaderWith256Waiting_IsCutByTheNext_AndHoldsUpNobody()
    {
        using var slow = _events.Read(after: null, _ => true);
        using var picky = _events.Read(after: null, e => e.Kind == CallEventKind.CallEnded);
        Publish(CallEventReader.MostWaiting);
        Assert.False(slow.WasCut.IsCancellationRequested);

        Publish(1);

        await Eventually.TrueAsync(() => slow.WasCut.IsCancellationRequested, "the slow reader is cut");
        Assert.Equal(CallEventReader.MostWaiting, Drain(slow).Count);
        Assert.False(await slow.News.WaitToReadAsync(TestContext.Current.CancellationToken));
        Assert.False(picky.WasCut.IsCancellationRequested);
        Publish(1);
    }

    [Fact]
    public void EndedCall_IsToldOnce()
    {
        using var reader = _events.Read(after: null, _ => true);
        var over = _call.Over(CallEndReasons.Caller, Now);

        _feed.Publish(_call);
        _feed.Publish(over);
        _feed.Publish(over);

        Assert.Equal(["call.created", "call.ended"], Drain(reader).Select(Describe));
    }

    private CallEvents Start()
    {
        var events = new CallEvents(_feed, _time);
        events.StartAsync(CancellationToken.None);
        return events;
    }

    // Calls that begin: one event each.
    private void Publish(int calls)
    {
        for (var i = 0; i < calls; i++)
            _feed.Publish(TestCalls.New(Now));
    }

    private static List<CallEvent> Drain(CallEventReader reader)
    {
        List<CallEvent> got = [];
        while (reader.News.TryRead(out var news))
            got.Add(news);
        return got;
    }

    private static string Describe(CallEvent news) =>
        $"{VoiceDock.Core.Common.WireName.Of(news.Kind)} {news.Transfer?.State.ToString().ToLowerInvariant()}".TrimEnd();
}

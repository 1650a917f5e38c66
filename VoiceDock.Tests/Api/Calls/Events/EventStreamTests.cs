using System.Net.Sockets;
using System.Text;
using VoiceDock.Core.Access;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Events;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Calls.Events;

namespace VoiceDock.Tests.Api.Calls.Events;

/// <summary>The event stream over real connections; the calls are published by the test.</summary>
[Trait("Kind", "Api")]
public sealed class EventStreamTests(ApiFixture fixture) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    // A key of its own for each test: a key may have five streams, and one that was left is noticed a moment later.
    private ApiClient _api = null!;
    private string _key = "";

    private static readonly DateTime Nine = new(2026, 11, 3, 9, 0, 0, DateTimeKind.Utc);

    public async ValueTask InitializeAsync() => _api = fixture.App.CreateApi(_key = await fixture.App.CreateKeyAsync());

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Events_OfACall_HaveNameGrowingIdAndTheCallOrTheTransfer()
    {
        var call = TestCalls.New(Nine);
        var busy = call.WithBusy(Nine);
        using var stream = await EventStream.OpenAsync(_api, $"?call_id={call.Id}");
        var begin = (await stream.NextAsync())!;

        Publish(call, busy, busy.Over(CallEndReasons.Caller, Nine.AddSeconds(5)));
        var events = await stream.TakeAsync(3);

        Assert.Equal("text/event-stream", stream.ContentType);
        Assert.Equal(["call.created", "transfer.updated", "call.ended"], events.Select(e => e.Event));
        Assert.Equal(events.Select(e => long.Parse(e.Id!)).Order(), events.Select(e => long.Parse(e.Id!)));
        Assert.True(long.Parse(begin.Id!) < long.Parse(events[0].Id!));
        Assert.DoesNotContain("messages", events[0].Json.Select(m => m.Key));
        Assert.Equal((call.Id.ToString(), "in-progress"), ((string?)events[0].Json["id"], (string?)events[0].Json["status"]));
        Assert.Equal((call.Id.ToString(), "failed", "busy"), ((string?)events[1].Json["call_id"], (string?)events[1].Json["state"], (string?)events[1].Json["reason"]));
        Assert.Equal(("ended", "user_hangup"), ((string?)events[2].Json["status"], (string?)events[2].Json["end_reason"]));
    }

    [Fact]
    public async Task Resume_AfterTheConnectionBroke_GoesOnWithoutGapOrRepeat()
    {
        var call = TestCalls.New(Nine);
        var states = Enumerable.Range(0, 6).Select(i => call with { Version = i, BusinessName = $"step {i}" }).ToArray();
        string last;
        using (var stream = await EventStream.OpenAsync(_api, $"?call_id={call.Id}"))
        {
            Publish(states[..3]);
            last = (await stream.TakeAsync(2))[1].Id!;
        }

        Publish(states[3..5]);
        using var again = await EventStream.OpenAsync(_api, $"?call_id={call.Id}", last);
        var missed = await again.TakeAsync(3);
        Publish(states[5]);
        var news = await again.TakeAsync(1);

        Assert.Equal(["step 2", "step 3", "step 4", "step 5"], missed.Concat(news).Select(e => (string?)e.Json["business_name"]));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("not-a-number")]
    [InlineData("9223372036854775807")]
    public async Task Resume_FromAnIdThatIsNotKept_IsAReset_AndGoesOnFromNow(string lastId)
    {
        var call = TestCalls.New(Nine);
        using var stream = await EventStream.OpenAsync(_api, $"?call_id={call.Id}", lastId);

        Publish(call);
        var events = await stream.TakeAsync(2);

        Assert.Equal(["reset", "call.created"], events.Select(e => e.Event));
        Assert.True(long.Parse(events[0].Id!) < long.Parse(events[1].Id!));
    }

    [Fact]
    public async Task Key_SeesTheCallsOfItsNumbersOnly()
    {
        var (mine, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var bound = fixture.App.CreateApi(await fixture.App.CreateKeyAsync(new ApiKeyInput { Name = "Bound", Scopes = [ApiScopes.CallsRead], NumberIds = [mine] }));
        using var stream = await EventStream.OpenAsync(bound);

        Publish(TestCalls.New(Nine, numberId: other), TestCalls.New(Nine), TestCalls.New(Nine, numberId: mine));

        Assert.Equal(mine.ToString(), (string?)(await stream.TakeAsync(1))[0].Json["number_id"]);
    }

    [Fact]
    public async Task SixthStreamOfAKey_IsRefused_UntilOneIsClosed()
    {
        using var api = fixture.App.CreateApi(await fixture.App.CreateKeyAsync());
        List<EventStream> open = [];
        for (var i = 0; i < StreamSeats.PerKey; i++)
            open.Add(await EventStream.OpenAsync(api));

        var refused = await api.Get("/calls/events");
        open[0].Dispose();
        await Eventually.AskedAsync(async () => await OpensAsync(api), "a closed stream frees its seat");

        Assert.Equal((429, "rate_limit_exceeded"), (refused.Code, refused.ErrorCode));
        Assert.NotNull(refused.Header("Retry-After"));
        open.ForEach(s => s.Dispose());
    }

    [Fact]
    public async Task BadCallId_IsRefused() => Assert.Equal((400, "call_id: must be the id of a call"),
        (await _api.Get("/calls/events?call_id=7") is var r ? (r.Code, (string?)r["details"]![0]) : default));

    [Fact]
    public async Task ReaderThatFetchesNothing_IsCut_WhileAnotherGetsEverything()
    {
        const int Events = 4_000, AtOnce = 100;
        var call = TestCalls.New(Nine) with { BusinessName = new string('x', 8_000) };
        using var idle = await OpenIdleAsync(call.Id);
        using var stream = await EventStream.OpenAsync(_api, $"?call_id={call.Id}");

        for (var sent = 0; sent < Events; sent += AtOnce)
        {
            Publish([.. Enumerable.Range(sent, AtOnce).Select(i => call with { Caller = $"+{i}" })]);
            var got = await stream.TakeAsync(AtOnce);
            Assert.Equal($"+{sent + AtOnce - 1}", (string?)got[^1].Json["caller_phone"]);
        }

        Assert.InRange(await DrainAsync(idle), 1, Events * 8_000L - 1);
    }

    private void Publish(params CallView[] states) => Array.ForEach(states, fixture.App.Get<CallFeed>().Publish);

    private static async Task<bool> OpensAsync(ApiClient api)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/calls/events");
        using var answer = await api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode;
    }

    // Small buffers on our side; what the machine keeps on the other is some megabytes at most.
    private async Task<Socket> OpenIdleAsync(Guid call)
    {
        var address = new Uri(fixture.App.BaseUrl);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var request = $"GET /api/v1/calls/events?call_id={call} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {_key}\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        await socket.ReceiveAsync(new byte[64], TestContext.Current.CancellationToken);
        return socket;
    }

    // What came before the connection was cut.
    private static async Task<long> DrainAsync(Socket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var (total, buffer) = (0L, new byte[65_536]);
        try
        {
            while (await socket.ReceiveAsync(buffer, patience.Token) is > 0 and var count)
                total += count;
        }
        catch (SocketException cut) when (cut.SocketErrorCode == SocketError.ConnectionReset)
        {
            return Math.Max(1, total);
        }
        return total;
    }
}

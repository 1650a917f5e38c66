using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Calls.Events;

namespace VoiceDock.Tests.Api.Calls.Events;

/// <summary>What happens to a quiet stream as time goes by.</summary>
[Trait("Kind", "Api")]
public sealed class EventStreamClockTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly ApiUnderTest _app;

    public EventStreamClockTests() => _app = new ApiUnderTest { Time = _time };

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task QuietStream_ShowsThatItLives_AndEndsWhenItsKeyIsRevoked()
    {
        var made = (await _app.Get<ApiKeyStore>().CreateAsync(
            new ApiKeyInput { Name = "Watch", Scopes = ApiScopes.All }, Actor.System, TestContext.Current.CancellationToken)).Value;
        using var api = _app.CreateApi(made.Token);
        using var stream = await EventStream.OpenAsync(api);
        Assert.NotNull((await stream.NextAsync())!.Id);

        for (var i = 0; i < 5; i++)
            Assert.Equal("keep-alive", (await PassingAsync(stream.NextAsync()))?.Comment);
        await _app.Get<ApiKeyStore>().RevokeAsync(made.Key.Id, Actor.System, TestContext.Current.CancellationToken);

        var rest = 0;
        while (await PassingAsync(stream.NextAsync()) is not null)
            rest++;
        // The key is looked at with every second sign of life; one look may have been under way already.
        Assert.InRange(rest, 0, 3);
    }

    // Lets the clock go on until it has come: the stream sets its timer a moment after it began.
    private async Task<StreamBlock?> PassingAsync(Task<StreamBlock?> block)
    {
        await Eventually.TrueAsync(
            () =>
            {
                if (!block.IsCompleted)
                    _time.Advance(CallStream.KeepAlive / 10);
                return block.IsCompleted;
            },
            "the stream says something");
        return await block;
    }
}

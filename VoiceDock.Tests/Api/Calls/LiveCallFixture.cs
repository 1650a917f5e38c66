using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;
using VoiceDock.Core.Demo;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Calls;

/// <summary>The program with the practice PBX as its trunk, a number and an assistant: calls are real SIP on loopback.</summary>
public sealed class LiveCallFixture : IAsyncLifetime
{
    public const string OurNumber = "+441632960100";

    /// <summary>Another number of ours; nobody calls it.</summary>
    public const string OtherNumber = "+31201230001";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly SpokenTone _voice = new();

    public LiveCallFixture() => App = new() { Settings = { ["Api:RequestsPerMinute"] = "10000", ["Speech:Program"] = _voice.Program } };

    public ApiUnderTest App { get; }

    public ApiClient Api { get; private set; } = null!;

    public string Key { get; private set; } = "";

    public string NumberId { get; private set; } = "";

    public string TrunkId { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        Key = await App.CreateKeyAsync();
        Api = App.CreateApi(Key);
        var trunk = (await App.Get<PracticeDesk>().StartAsync(Actor.System, Cancellation)).Value;
        TrunkId = trunk.Id.ToString();
        await App.Get<TrunkStore>().UpdateAsync(trunk.Id, new TrunkPatch { MaxCallsPerSecond = 50, MaxConcurrentCalls = 100 }, Actor.System, Cancellation);
        var assistant = (await App.Get<AssistantStore>().CreateAsync(new AssistantInput { Name = "Front desk", FirstMessage = "Hello." }, Actor.System, Cancellation)).Value;
        var number = new NumberInput { PhoneNumber = OurNumber, AssistantId = assistant.Id, TransferTrunkId = trunk.Id };
        await Api.Post("/numbers", $$"""{"phone_number":"{{OtherNumber}}"}""");
        NumberId = (await App.Get<NumberStore>().CreateAsync(number, Actor.System, Cancellation)).Value.Id.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await App.Get<PracticeDesk>().StopAsync(Actor.System, CancellationToken.None);
        await App.DisposeAsync();
        _voice.Dispose();
    }

    /// <summary>A practice caller who is with the assistant.</summary>
    public async Task<LiveCall> CallAsync()
    {
        var feed = App.Get<CallFeed>();
        var known = feed.Live.Select(c => c.Id).ToHashSet();
        var caller = App.Get<PracticeDesk>().Call(OurNumber, Actor.System).Value;
        var call = new LiveCall(Api, caller);
        await Eventually.TrueAsync(() =>
        {
            call.Id = feed.Live.FirstOrDefault(c => !known.Contains(c.Id) && c.State == CallState.InProgress)?.Id.ToString() ?? "";
            return call.Id.Length > 0;
        }, "the practice call reached the assistant");
        return call;
    }
}

using System.Runtime.Versioning;
using VoiceDock.Core.Webhooks;
using VoiceDock.Core.Webhooks.Settings;
using VoiceDock.Tests.Core.Calls.Recovery;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Webhooks;

/// <summary>F30: kill -9 of the real program while it delivers. Every call that it had on disk is reported; what is told twice carries the same id.</summary>
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed class KilledDeliveriesTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Kills = 5;
    private const int CallsEachTime = 3;
    private const string Secret = "a secret of the receiver";

    private readonly KilledRig _rig = new();

    [Fact]
    public async Task Kill9_InTheMiddleOfDeliveries_LosesNone_AndRepeatsCarryTheSameId()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await _rig.PrepareAsync();
        await SetAddressAsync(receiver.Url);
        var listed = $"--{WebhookReceiver.Allowed.Key}={WebhookReceiver.Allowed.Value}";

        for (var round = 0; round < Kills; round++)
        {
            await using var program = await _rig.StartAsync(listed);
            // From here on nothing is answered: each address is in the middle of its requests when the program dies.
            var (before, died) = (receiver.Received.Count, new TaskCompletionSource<(int, string)>(TaskCreationOptions.RunContinuationsAsynchronously));
            receiver.Answer = _ => died.Task;
            for (var i = 0; i < CallsEachTime; i++)
            {
                var caller = await _rig.AnsweredAsync((round * CallsEachTime) + i);
                if (i > 0)
                    caller.HangUp();
            }
            await receiver.UntilAsync(all => all.Count > before, "it delivers");
            await program.KillAsync();
            died.SetResult((200, ""));
        }

        receiver.Answer = _ => Task.FromResult((200, ""));
        await using var last = await _rig.StartAsync(listed);
        await Eventually.TrueAsync(() => _rig.Number("SELECT COUNT(*) FROM webhook_deliveries WHERE state <> 'delivered'") == 0, "all is delivered");

        AssertNoneLost(receiver);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private void AssertNoneLost(WebhookReceiver receiver)
    {
        Assert.All(receiver.Received, r => Assert.True(r.IsSignedWith(Secret)));
        var calls = _rig.Number("SELECT COUNT(*) FROM calls");
        var reports = receiver.Of(WebhookEvents.EndOfCallReport).GroupBy(r => (string)r.Message!["call"]!["id"]!).ToList();
        Assert.Equal(calls, reports.Count);
        Assert.All(reports, ofCall => Assert.Single(ofCall.Select(r => r.Id).Distinct()));
        Assert.Equal(_rig.Number("SELECT COUNT(*) FROM webhook_deliveries"), receiver.Received.Select(r => r.Id).Distinct().Count());
        var repeated = receiver.Received.Count - receiver.Received.Select(r => r.Id).Distinct().Count();
        output.WriteLine($"{calls} calls, {receiver.Received.Count} requests, {repeated} of them repetitions");
        Assert.InRange(repeated, 1, int.MaxValue);
    }

    private async Task SetAddressAsync(string url)
    {
        await using var rig = await CallRig.StartAsync(_rig.Folder, settings: [WebhookReceiver.Allowed]);
        var input = new WebhookInput { Url = url, Secret = Secret, Events = [WebhookEvents.StatusUpdate, WebhookEvents.EndOfCallReport] };
        Assert.True((await rig.Get<WebhookStore>().SaveAsync(input, CallRig.Operator)).IsOk);
    }
}

using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Demo;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Demo;

/// <summary>The demo's second line: a call is answered, listened to and transferred by a script, over the protocol of a speech model.</summary>
[Trait("Kind", "Browser")]
public sealed class TalkingLineTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Fact]
    public async Task PracticeCaller_TalksToTheScript_AndIsTransferredByItsTool()
    {
        var desk = demo.Services.GetRequiredService<PracticeDesk>();
        var feed = demo.Services.GetRequiredService<CallFeed>();

        Assert.True(desk.Call(DemoSpeaker.PhoneNumber, CallRig.Operator with { Type = VoiceDock.Core.Common.ActorType.System }, talks: true).IsOk);

        CallView? call = null;
        await Eventually.TrueAsync(
            () => (call = feed.Live.FirstOrDefault(c => c.Number == DemoSpeaker.PhoneNumber)) is { ActiveTransfer.State: TransferState.Connected },
            () => $"the call was transferred: {call?.State} {string.Join("; ", call?.Messages.Select(m => $"{m.Role}: {m.Text}") ?? [])}");
        Assert.Equal(("200", VoiceDock.Core.Common.ActorType.Assistant), (call!.ActiveTransfer!.Destination, call.ActiveTransfer.RequestedBy.Type));
        Assert.Contains("not a real assistant", call.Messages[0].Text, StringComparison.Ordinal);
        Assert.Contains(call.Messages, m => m.Role == UtteranceRole.User);
        Assert.Contains(call.Messages, m => m is { Role: UtteranceRole.Assistant, LatencyMs: not null });
    }
}

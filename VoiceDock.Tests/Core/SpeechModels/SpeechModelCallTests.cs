using System.Text.Json;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.SpeechModels;

/// <summary>Real calls that a speech model answers, over a real socket.</summary>
[Trait("Kind", "Sip")]
public sealed class SpeechModelCallTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Conversation_IsHeardAndWrittenDown_InBothSetsOfNames(bool isPrevious)
    {
        await using var scene = await ModelScene.StartAsync(isPrevious, p => (p.FirstMessage, p.LlmConfig) = (new("Welcome."), new(AssistantPrompt.With(Config, "Be brief."))));
        var (caller, call) = await scene.Rig.CallInProgressAsync();
        var ears = new CallerRecorder(caller);
        var model = await scene.Server.NextAsync();

        Assert.Equal(("Bearer " + ModelScene.Key, "model-1", "Be brief."), (model.Authorization, model.Model, model.Session.GetProperty("instructions").GetString()));
        Assert.Contains("Welcome.", (await model.NextAsync("response.create")).GetProperty("response").GetProperty("instructions").GetString(), StringComparison.Ordinal);
        await model.SayAsync(ModelScene.Tone(440, 600), "Welcome.");
        await Eventually.TrueAsync(() => ears.LoudMs > 500 && ears.IsQuiet, () => $"the greeting was heard to its end: {ears.LoudMs} ms");
        await Eventually.TrueAsync(() => model.Heard.Length > 4_000, () => "the model hears the caller");
        await model.CallerSaysAsync("Who is there?", model.Heard.Length / 8);
        await model.SayAsync(ModelScene.Tone(440, 300), "I am.");

        await Eventually.TrueAsync(() => scene.Rig.Get<CallDirectory>().Live(call.Id)!.View.Messages is [_, _, { LatencyMs: not null }], () => string.Join("; ", scene.Rig.Get<CallDirectory>().Live(call.Id)!.View.Messages));
        var told = scene.Rig.Get<CallDirectory>().Live(call.Id)!.View;
        Assert.Equal([(UtteranceRole.Assistant, "Welcome."), (UtteranceRole.User, "Who is there?"), (UtteranceRole.Assistant, "I am.")], told.Messages.Select(m => (m.Role, m.Text)));
        Assert.InRange(told.Messages[2].LatencyMs!.Value, 0, 5_000);
        Assert.Null(told.Messages[0].LatencyMs);
    }

    [Fact]
    public async Task Audio_GoesThroughUnchanged_BothWays()
    {
        await using var scene = await ModelScene.StartAsync();
        var (caller, _, model) = await scene.CallAsync();
        var ears = new CallerRecorder(caller);
        var clip = AudioClip.Tones(([350.0, 440.0], 400, 0), ([900.0], 300, 0));
        var ulaw = Ulaw(clip.Samples);

        await model.SayAsync(ulaw, "…");
        caller.Say(new ClipPlayer(clip));

        // What a busy machine delays is concealed where it is heard: nine of ten frames are as they were sent, and nothing else resembles them.
        await Eventually.TrueAsync(() => ShareOf(ulaw, Ulaw(ears.Heard)) >= 0.9, () => $"the caller hears what the model sent, sample by sample: {ShareOf(ulaw, Ulaw(ears.Heard)):0.00}");
        await Eventually.TrueAsync(() => ShareOf(ulaw, model.Heard) >= 0.9, () => $"the model hears what the caller said, sample by sample: {ShareOf(ulaw, model.Heard):0.00}");
    }

    [Fact]
    public async Task Tool_CarriesTheCallToThePbx_WhenWhatIsSaidHasBeenHeard()
    {
        await using var scene = await ModelScene.StartAsync();
        var (caller, call, model) = await scene.CallAsync();
        var ears = new CallerRecorder(caller);
        Assert.Contains("Reception", model.Session.GetProperty("tools")[0].GetRawText(), StringComparison.Ordinal);

        await model.SayAsync(ModelScene.Tone(440, 700), "I connect you.", ("transfer_call", """{"destination":"d1"}"""));

        var asked = await scene.UntilAsync(call.Id, c => c.Transfers.Count == 1);
        Assert.True(ears.LoudMs >= 600, $"It was heard before: {ears.LoudMs} ms");
        Assert.Equal(("200", ActorType.Assistant), (asked.Transfers[0].Destination, asked.Transfers[0].RequestedBy.Type));
        await scene.Rig.UntilTransferAsync(call.Id, TransferState.Connected);
        var before = model.Heard.Length;
        await ears.MoreAsync(200);
        Assert.Equal(before, model.Heard.Length);

        await scene.Rig.Desk.TakeBackAsync(call.Id, null, CallRig.Operator);
        var result = await model.ItemAsync("function_call_output");
        Assert.Contains("taken_back", result.GetProperty("output").GetString(), StringComparison.Ordinal);
        await model.NextAsync("response.create");
        await Eventually.TrueAsync(() => model.Heard.Length > before, () => "the model hears the caller again");
    }

    [Fact]
    public async Task FailedTransfer_IsToldToTheModel_WithItsReason()
    {
        await using var scene = await ModelScene.StartAsync();
        var (_, call, model) = await scene.CallAsync();

        await model.SayAsync([], "", ("transfer_call", """{"destination":"d2"}"""));

        var result = await model.ItemAsync("function_call_output");
        using var output = JsonDocument.Parse(result.GetProperty("output").GetString()!);
        Assert.Equal(("failed", "busy", "Sales"), (output.RootElement.GetProperty("status").GetString(), output.RootElement.GetProperty("reason").GetString(), output.RootElement.GetProperty("destination").GetString()));
        await model.NextAsync("response.create");
        Assert.Equal(CallState.InProgress, scene.Rig.Get<CallDirectory>().Live(call.Id)!.View.State);
    }

    [Theory]
    [InlineData("""{"destination":"d3"}""")]
    [InlineData("""{"destination":"200"}""")]
    [InlineData("""{"destination":"+31900123456"}""")]
    [InlineData("""{"number":"d1"}""")]
    [InlineData("""not json""")]
    public async Task UnknownDestination_IsRefused_AndNothingDialled(string arguments)
    {
        await using var scene = await ModelScene.StartAsync();
        var (_, call, model) = await scene.CallAsync();

        await model.SayAsync([], "", ("transfer_call", arguments));

        Assert.Contains("unknown_destination", (await model.ItemAsync("function_call_output")).GetProperty("output").GetString(), StringComparison.Ordinal);
        await model.NextAsync("response.create");
        Assert.Empty(scene.Rig.Get<CallDirectory>().Live(call.Id)!.View.Transfers);
    }

    [Fact]
    public async Task BreakingIn_StopsTheVoiceAtOnce_AndTellsTheModelWhatWasHeard()
    {
        await using var scene = await ModelScene.StartAsync();
        var (caller, call, model) = await scene.CallAsync();
        var ears = new CallerRecorder(caller);
        var item = await model.SayAsync(ModelScene.Tone(440, 8_000), "One two three four five six seven eight nine ten.");
        await Eventually.TrueAsync(() => ears.LoudMs > 800, () => "the model is heard");

        await model.CallerStartsAsync(0);

        var cut = await model.NextAsync("conversation.item.truncate");
        var heard = cut.GetProperty("audio_end_ms").GetInt32();
        Assert.Equal(item, cut.GetProperty("item_id").GetString());
        await ears.MoreAsync(400);
        var loud = ears.LoudMs;
        Assert.InRange(heard, loud - 250, loud + 250);
        await ears.MoreAsync(300);
        Assert.Equal(loud, ears.LoudMs);
        var told = await scene.UntilAsync(call.Id, c => c.Messages.Any(m => m.Interrupted));
        Assert.StartsWith("One", told.Messages[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ten", told.Messages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndCall_HangsUp_AfterTheGoodbyeWasHeard()
    {
        await using var scene = await ModelScene.StartAsync(shape: p => p.LlmConfig = new(JsonText.Parse("""{"tools":[{"type":"end_call"}]}""")));
        var (caller, call, model) = await scene.CallAsync();
        var ears = new CallerRecorder(caller);

        await model.SayAsync(ModelScene.Tone(440, 900), "Goodbye.", ("end_call", "{}"));

        await caller.Over.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);
        Assert.True(ears.LoudMs >= 800, $"The goodbye was heard: {ears.LoudMs} ms");
        Assert.Equal(CallEndReasons.AssistantHangup, (await scene.UntilAsync(call.Id, c => c.End is not null)).End!.Reason);
    }

    [Fact]
    public async Task Tool_OfSomebodyElse_GetsItsResult_OrTheReasonWhyNot()
    {
        await using var scene = await ModelScene.StartAsync(shape: p => p.LlmConfig = new(JsonText.Parse(
            """{"tools":[{"type":"function","function":{"name":"look_up","description":"Finds an order.","parameters":{"type":"object"}}}]}""")));
        var (_, call, model) = await scene.CallAsync();
        Assert.Equal("look_up", model.Session.GetProperty("tools")[0].GetProperty("name").GetString());

        await model.SayAsync([], "", ("look_up", """{"order":7}"""));

        Assert.Contains("error", (await model.ItemAsync("function_call_output")).GetProperty("output").GetString(), StringComparison.Ordinal);
        await model.NextAsync("response.create");
        var told = await scene.UntilAsync(call.Id, c => c.Messages.Any(m => m.Role == UtteranceRole.Tool));
        Assert.StartsWith("""look_up {"order":7}""", told.Messages[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_IsTakenSilently_OrAnswered()
    {
        await using var scene = await ModelScene.StartAsync();
        var (_, call, model) = await scene.CallAsync();
        await model.SayAsync([], "Hello.");
        var session = scene.Rig.Get<CallDirectory>().Live(call.Id)!.Session;

        Assert.True(session.AddContext("The caller is Ada.", respond: false));
        Assert.Contains("Ada", (await model.ItemAsync("message")).GetRawText(), StringComparison.Ordinal);
        session.AddContext("She waits.", respond: true);
        await model.NextAsync("response.create");
    }

    private static JsonElement? Config => JsonText.Parse("""{"model":"kept"}""");

    private static byte[] Ulaw(short[] samples)
    {
        var ulaw = new byte[samples.Length];
        G711.Encode(AudioCodec.Pcmu, samples, ulaw);
        return ulaw;
    }

    private static double ShareOf(byte[] sent, byte[] heard) => sent.Chunk(80).Average(part => heard.AsSpan().IndexOf(part) >= 0 ? 1.0 : 0.0);
}

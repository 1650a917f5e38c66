using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.SpeechModels;

/// <summary>Who speaks when: what crosses on its way, comes twice, or comes too late.</summary>
[Trait("Kind", "Sip")]
public sealed class SpeechModelTurnTests
{
    // Zero has two codes; the phone line's other side keeps one.
    private const byte SecondZero = 0x7F;

    [Fact]
    public async Task EveryCodeOfG711_GoesThroughUnchanged_BothWays()
    {
        await using var scene = await ModelScene.StartAsync();
        var (caller, _, model) = await scene.CallAsync();
        var ears = new CallerRecorder(caller);
        var noise = new byte[1_600];
        new Random(711).NextBytes(noise);
        noise.AsSpan().Replace(SecondZero, (byte)0xFF);
        var samples = new short[noise.Length];
        G711.Decode(AudioCodec.Pcmu, noise, samples);

        // Said over and over: what a busy machine delays is concealed, one of the rounds comes without.
        await model.SayAsync([.. Enumerable.Repeat(noise, 20).SelectMany(b => b)], "…");
        caller.Say(new ClipPlayer(AudioClip.FromSamples(samples), loop: true));

        await Eventually.TrueAsync(() => ModelScene.Ulaw(ears.Heard).AsSpan().IndexOf(noise) >= 0, "the caller hears the model's bytes");
        await Eventually.TrueAsync(() => model.Heard.AsSpan().IndexOf(noise) >= 0, "the model hears the caller's bytes");
    }

    [Fact]
    public async Task Server_WithoutG711_HearsAndIsHeardAt24kHz()
    {
        await using var scene = await ModelScene.StartAsync(model: new SpeechModelInput { IsOn = true, Audio = "pcm24", Key = ModelScene.Key });
        var (caller, _, model) = await scene.CallAsync();
        var heard = new HeardAudio();
        caller.Listen(heard);
        caller.Say(new ClipPlayer(AudioClip.Tones(([600.0], 4_000, 0)), loop: true));
        var wide = new byte[24_000 * 2];
        for (var i = 0; i < wide.Length / 2; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteInt16LittleEndian(wide.AsSpan(i * 2), (short)(8_000 * Math.Sin(2 * Math.PI * 1_000 * i / 24_000)));

        await model.SayAsync(wide, "Beep.");

        Assert.Equal(24_000, model.Session.GetProperty("audio").GetProperty("input").GetProperty("format").GetProperty("rate").GetInt32());
        await Eventually.TrueAsync(() => heard.Has(1_000), () => $"the caller hears the model: {heard.Describe(0, 1_000)}");
        await Eventually.TrueAsync(() => model.Heard.Length > 48_000, "the model hears a second");
        var tail = model.Heard.AsSpan()[^9_600..].ToArray();
        var crossings = Enumerable.Range(1, 4_799).Count(i => BitConverter.ToInt16(tail, (i - 1) * 2) < 0 != BitConverter.ToInt16(tail, i * 2) < 0);
        Assert.InRange(crossings, 230, 250);
    }

    [Fact]
    public async Task WhatWasOnItsWay_WhenTheCallerBrokeIn_IsNotHeard()
    {
        await using var scene = await ModelScene.StartAsync();
        var (caller, call, model) = await scene.CallAsync();
        var ears = new CallerRecorder(caller);
        await model.BeginAsync();
        await model.DeltaAsync("slow", ModelScene.Tone(440, 400));
        await Eventually.TrueAsync(() => ears.LoudMs > 300 && ears.IsQuiet, () => $"all that came was heard: {ears.LoudMs} ms");

        await model.CallerStartsAsync(0);
        var cut = await model.NextAsync("conversation.item.truncate");
        await model.DeltaAsync("slow", ModelScene.Tone(440, 3_000));
        await model.TextAsync("slow", "One two three four.");
        await model.EndAsync("cancelled");
        await model.SayAsync(ModelScene.Tone(440, 300), "Yes?");

        Assert.Equal(("slow", 400), (cut.GetProperty("item_id").GetString(), cut.GetProperty("audio_end_ms").GetInt32()));
        var told = await scene.UntilAsync(call.Id, c => c.Messages.Any(m => m.Text == "Yes?"));
        Assert.True(told.Messages.Single(m => m.Text != "Yes?").Interrupted);
        await Eventually.TrueAsync(() => ears.LoudMs > 600 && ears.IsQuiet, () => $"the next answer was heard: {ears.LoudMs} ms");
        Assert.InRange(ears.LoudMs, 600, 800);
    }

    [Fact]
    public async Task NewConnection_ThatCountsItsItemsAnew_IsHeard()
    {
        await using var scene = await ModelScene.StartAsync();
        var (caller, call, model) = await scene.CallAsync();
        var ears = new CallerRecorder(caller);
        var first = await model.SayAsync(ModelScene.Tone(440, 8_000), "A very long greeting.");
        await Eventually.TrueAsync(() => ears.LoudMs > 200, "the model is heard");
        await model.CallerStartsAsync(0);
        await model.NextAsync("conversation.item.truncate");
        model.Cut();

        var again = await scene.Server.NextAsync();
        var second = await again.SayAsync(ModelScene.Tone(700, 600), "I am back.");

        Assert.Equal(first, second);
        var told = await scene.UntilAsync(call.Id, c => c.Messages.Count(m => m.Role == UtteranceRole.Assistant) == 2);
        Assert.Equal([true, false], told.Messages.Where(m => m.Role == UtteranceRole.Assistant).Select(m => m.Interrupted));
        var before = ears.LoudMs;
        await Eventually.TrueAsync(() => ears.LoudMs >= before + 300, "the new connection is heard");
    }

    [Fact]
    public async Task FirstMessage_ThatNobodyHeardYet_IsAskedForAgain()
    {
        await using var scene = await ModelScene.StartAsync(shape: p => p.FirstMessage = new("Welcome to the harbour."));
        var (_, _, model) = await scene.CallAsync();
        model.Cut();

        var again = await scene.Server.NextAsync();

        Assert.Contains("Welcome to the harbour.", (await again.NextAsync("response.create")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FloodOfEvents_EndsTheConnection_NotTheCall()
    {
        await using var scene = await ModelScene.StartAsync();
        var (_, call, model) = await scene.CallAsync();

        // It hangs up before all was sent.
        await Record.ExceptionAsync(async () =>
        {
            for (var i = 0; i < 200_000; i++) await model.SendRawAsync("""{"type":"who.knows"}""");
        });

        await scene.Server.NextAsync();
        Assert.Equal(CallState.InProgress, scene.Rig.Get<CallDirectory>().Live(call.Id)!.View.State);
    }

    [Fact]
    public async Task Silence_IsAskedAboutOnce_AlsoWhenTheQuestionIsHeard()
    {
        await using var scene = await ModelScene.StartAsync(shape: p => (p.SilenceTimeoutSeconds, p.AutonomousSilenceHandling) = (new(2), new(true)));
        var (_, call, model) = await scene.CallAsync();
        await model.SayAsync(ModelScene.Tone(440, 200), "Hello.");
        await model.NextAsync("response.create");
        await model.SayAsync(ModelScene.Tone(440, 200), "Are you there?");

        Assert.Equal(CallEndReasons.SilenceTimeout, (await scene.UntilAsync(call.Id, c => c.End is not null)).End!.Reason);
        await Assert.ThrowsAsync<InvalidOperationException>(() => model.NextAsync("response.create"));
    }

    [Fact]
    public async Task TwoFunctionsAtOnce_TheFirstIsDone_TheOtherToldSo()
    {
        await using var scene = await ModelScene.StartAsync();
        var (_, call, model) = await scene.CallAsync();
        await model.BeginAsync();
        await model.CallAsync("transfer_call", """{"destination":"d1"}""");
        await model.CallAsync("transfer_call", """{"destination":"d2"}""");
        await model.EndAsync();

        Assert.Contains("already_asked", (await model.ItemAsync("function_call_output")).GetProperty("output").GetString(), StringComparison.Ordinal);
        await scene.Rig.UntilTransferAsync(call.Id, TransferState.Connected);
        Assert.Equal("200", Assert.Single(scene.Rig.Get<CallDirectory>().Live(call.Id)!.View.Transfers).Destination);
    }

    [Fact]
    public async Task WhatIsSaid_WhileADestinationHasTheCaller_IsNotHeardAfterwards()
    {
        const double Stale = 1_300;
        await using var scene = await ModelScene.StartAsync();
        var (caller, call, model) = await scene.CallAsync();
        var heard = new HeardAudio();
        caller.Listen(heard);
        await model.SayAsync([], "", ("transfer_call", """{"destination":"d1"}"""));
        await scene.Rig.UntilTransferAsync(call.Id, TransferState.Connected);

        await model.SayAsync(ModelScene.Tone(Stale, 5_000), "Nobody hears this.");
        await scene.UntilAsync(call.Id, c => c.Messages.Count > 0);
        await scene.Rig.Desk.TakeBackAsync(call.Id, null, CallRig.Operator);
        await model.NextAsync("response.create");
        await model.SayAsync(ModelScene.Tone(700, 600), "You are back.");

        await Eventually.TrueAsync(() => heard.Has(700), () => $"the model is heard again: {heard.Describe(0, 700, Stale)}");
        Assert.False(heard.Has(Stale), "Nothing of what was said meanwhile is heard.");
    }

    [Fact]
    public async Task Latency_RunsFromTheEndOfTheCallersSpeech_AsTheServerHeardIt()
    {
        await using var scene = await ModelScene.StartAsync();
        var (_, call, model) = await scene.CallAsync();
        await model.SayAsync([], "Hello.");
        await Eventually.TrueAsync(() => model.Heard.Length > 8 * 900, "the model has heard 900 ms");

        var end = (model.Heard.Length / 8) - 700;
        await model.CallerSaysAsync("Hello?", end);
        await model.SayAsync(ModelScene.Tone(440, 200), "Yes.");

        var told = await scene.UntilAsync(call.Id, c => c.Messages.Any(m => m.LatencyMs is not null));
        Assert.InRange(told.Messages.Single(m => m.LatencyMs is not null).LatencyMs!.Value, 700, 700 + 3_000);
    }

    [Fact]
    public async Task MessageOfMoreThanAMegabyte_EndsTheConnection_NotTheCall()
    {
        await using var scene = await ModelScene.StartAsync();
        var (_, call, model) = await scene.CallAsync();

        // It hangs up before all was sent.
        await Record.ExceptionAsync(() => model.SendRawAsync($$"""{"type":"who.knows","x":"{{new string('x', 3 << 20)}}"}"""));

        await scene.Server.NextAsync();
        Assert.Equal(CallState.InProgress, scene.Rig.Get<CallDirectory>().Live(call.Id)!.View.State);
    }

    [Fact]
    public async Task WordsOfAnError_AreNotLogged_ItsCodeIs()
    {
        using var lines = new KeptLog();
        await using (var scene = await ModelScene.StartAsync(logs: lines))
        {
            var (_, call, model) = await scene.CallAsync();
            await model.SendAsync(new { type = "error", error = new { type = "invalid_request_error", code = "telling_code", message = $"No key {ModelScene.Key}, said Ada", param = $"{ModelScene.Key} Ada" } });
            await model.BeginAsync();
            await model.SendAsync(new { type = "response.done", response = new { status = "failed", status_details = new { error = new { code = "rate_limit_exceeded", message = $"{ModelScene.Key} Ada" } } } });
            await model.NextAsync("response.create");
            await model.SayAsync([], "Here.");
            await scene.UntilAsync(call.Id, c => c.Messages.Count > 0);
        }

        Assert.Contains(lines.Lines, l => l.Contains("telling_code", StringComparison.Ordinal));
        Assert.Contains(lines.Lines, l => l.Contains("rate_limit_exceeded", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.Lines, l => l.Contains(ModelScene.Key, StringComparison.Ordinal) || l.Contains("said Ada", StringComparison.Ordinal));
    }
}

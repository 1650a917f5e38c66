using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.SpeechModels;

/// <summary>What may go wrong with a speech model: the caller is never left with silence, and never dropped.</summary>
[Trait("Kind", "Sip")]
public sealed class SpeechModelTroubleTests
{
    [Fact]
    public async Task CutConnection_IsMadeAgain_WithWhatWasSaid()
    {
        await using var scene = await ModelScene.StartAsync();
        var (_, call, model) = await scene.CallAsync();
        await model.SayAsync([], "Hello, how can I help?");
        await model.CallerSaysAsync("Reception, please.", 500);
        await scene.UntilAsync(call.Id, c => c.Messages.Count == 2 && c.Messages[1].Text == "Reception, please.");

        model.Cut();

        var again = await scene.Server.NextAsync();
        Assert.Contains("how can I help", (await again.ItemAsync("message")).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Reception, please.", (await again.ItemAsync("message")).GetRawText(), StringComparison.Ordinal);
        await again.NextAsync("response.create");
        await again.SayAsync([], "", ("transfer_call", """{"destination":"d1"}"""));
        await scene.Rig.UntilTransferAsync(call.Id, TransferState.Connected);
    }

    [Fact]
    public async Task SilentModel_IsCalledAgain()
    {
        await using var scene = await ModelScene.StartAsync(settings: ("SpeechModels:AnswerSeconds", "2"));
        var (_, _, model) = await scene.CallAsync();
        await model.CallerSaysAsync("Hello?", 500);

        var again = await scene.Server.NextAsync();

        Assert.Contains("Hello?", (await again.ItemAsync("message")).GetRawText(), StringComparison.Ordinal);
        await again.NextAsync("response.create");
    }

    [Fact]
    public async Task DeadModel_HandsTheCallToTheAttendant_WhichStillTransfers()
    {
        await using var scene = await ModelScene.StartAsync(settings: ("SpeechModels:Reconnects", "0"));
        scene.Server.IsDead = true;
        var (caller, call) = await scene.Rig.CallInProgressAsync();
        var ears = new CallerRecorder(caller);

        var told = await scene.UntilAsync(call.Id, c => c.Messages.Count > 0);
        Assert.Contains("attendant", told.Messages[^1].Text, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => ears.LoudMs > 0, () => "the attendant is heard");
        caller.Press('1');
        await scene.Rig.UntilTransferAsync(call.Id, TransferState.Connected);
    }

    [Fact]
    public async Task ModelLostInTheMiddle_GivesTheCallToTheAttendant()
    {
        await using var scene = await ModelScene.StartAsync(settings: ("SpeechModels:Reconnects", "0"));
        var (caller, call, model) = await scene.CallAsync();
        await model.SayAsync([], "Hello.");
        await model.CallerSaysAsync("Hello.", 500);
        await scene.UntilAsync(call.Id, c => c.Messages.Count == 2);

        scene.Server.IsDead = true;
        model.Cut();

        await scene.UntilAsync(call.Id, c => c.Messages.Any(m => m.Role == UtteranceRole.System));
        caller.Press('1');
        await scene.Rig.UntilTransferAsync(call.Id, TransferState.Connected);
    }

    [Fact]
    public async Task MalformedEvents_ArePassedOver()
    {
        await using var scene = await ModelScene.StartAsync();
        var (caller, _, model) = await scene.CallAsync();
        var ears = new CallerRecorder(caller);
        string[] events =
        [
            "", "not json", "[]", "7", "{}", """{"type":7}""", """{"type":"response.output_audio.delta"}""", """{"type":"response.output_audio.delta","item_id":"x","delta":"***"}""",
            """{"type":"response.output_audio.delta","item_id":7,"delta":"AAAA"}""", """{"type":"response.done","response":7}""", """{"type":"response.done"}""", """{"type":"error"}""",
            """{"type":"error","error":"text"}""", """{"type":"response.output_item.done","item":{"type":"function_call"}}""", """{"type":"response.output_item.done","item":{"type":"function_call","name":"transfer_call","call_id":"c","arguments":7}}""",
            """{"type":"input_audio_buffer.speech_stopped","audio_end_ms":"soon"}""", """{"type":"input_audio_buffer.speech_stopped","audio_end_ms":9223372036854775807}""", """{"type":"who.knows","x":{}}""",
            "{\"type\":\"error\",\"error\":{\"message\":\"" + new string('x', 100_000) + "\"}}",
        ];

        foreach (var text in events) await model.SendRawAsync(text);
        await model.SayAsync(ModelScene.Tone(440, 400), "Still here.");

        await Eventually.TrueAsync(() => ears.LoudMs >= 300, () => $"it is heard after all that: {ears.LoudMs} ms");
    }

    [Fact]
    public async Task FloodOfNonsense_EndsTheConnection_NotTheCall()
    {
        await using var scene = await ModelScene.StartAsync();
        var (_, call, model) = await scene.CallAsync();

        for (var i = 0; i < 100; i++)
        {
            try
            {
                await model.SendRawAsync("nonsense");
            }
            catch (System.Net.WebSockets.WebSocketException)
            {
                break;
            }
        }

        await scene.Server.NextAsync();
        Assert.Equal(CallState.InProgress, scene.Rig.Get<CallDirectory>().Live(call.Id)!.View.State);
    }

    [Fact]
    public async Task Silence_EndsTheCall_AfterItWasAskedAbout()
    {
        await using var scene = await ModelScene.StartAsync(shape: p => (p.SilenceTimeoutSeconds, p.AutonomousSilenceHandling) = (new(2), new(true)));
        var (_, call, model) = await scene.CallAsync();
        await model.SayAsync([], "Hello.");

        Assert.Contains("Ask whether somebody is there", (await model.ItemAsync("message")).GetRawText(), StringComparison.Ordinal);
        await model.NextAsync("response.create");
        await model.SayAsync([], "Are you there?");

        Assert.Equal(CallEndReasons.SilenceTimeout, (await scene.UntilAsync(call.Id, c => c.End is not null)).End!.Reason);
    }

    [Fact]
    public async Task Key_IsInNoLogLine()
    {
        using var lines = new KeptLog();
        await using (var scene = await ModelScene.StartAsync(logs: lines, settings: ("SpeechModels:Reconnects", "1")))
        {
            var (_, call, model) = await scene.CallAsync();
            scene.Server.IsDead = true;
            model.Cut();
            await scene.UntilAsync(call.Id, c => c.Messages.Count > 0);
        }

        Assert.Contains(lines.Lines, l => l.Contains("speech model", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.Lines, l => l.Contains(ModelScene.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TwoHundredPrompts_TalkTheModelIntoAnything_AndNobodyOutsideTheListIsDialled()
    {
        await using var scene = await ModelScene.StartAsync();
        var pbx = new Toll.WatchedPbx(scene.Rig.Pbx);
        var (_, call, model) = await scene.CallAsync();
        string[] numbers = ["+31909123456", "900", "00881612345678", "sip:+31909123456@198.51.100.66", "202", "203", "tel:+979123456789", "*21*0909#", "200;phone-context=evil", "d9"];
        List<string> arguments = [];
        foreach (var number in numbers)
        {
            string[] names = ["destination", "number", "to", "Destination"];
            arguments.AddRange(names.Select(name => System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { [name] = number })));
            arguments.AddRange(["{\"destination\":{\"number\":\"" + number + "\"}}", $$"""{"destination":["{{number}}"]}""", number, $$"""{"destination":"d1{{number}}"}""", $$"""{"destination":" {{number}} "}""", "{\"destinations\":[{\"number\":\"" + number + "\"}]}"]);
            arguments.AddRange(arguments[^10..].Select(a => a.Replace("destination", "destination\\u0000", StringComparison.Ordinal)).ToList());
        }

        Assert.Equal(200, arguments.Count);
        foreach (var one in arguments)
        {
            await model.SayAsync([], "", ("transfer_call", one));
            await model.ItemAsync("function_call_output");
        }

        Assert.Empty(pbx.Called);
        Assert.Empty(scene.Rig.Get<CallDirectory>().Live(call.Id)!.View.Transfers);
    }
}

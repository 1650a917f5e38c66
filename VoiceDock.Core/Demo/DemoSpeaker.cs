using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Practice.Speaking;
using VoiceDock.Core.Security;
using VoiceDock.Core.Speech;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Demo;

/// <summary>The demo's second line: an assistant that talks, through a scripted speaker on loopback in place of a cloud's model.</summary>
public sealed class DemoSpeaker(
    ISpeech speech, OutboundTargetGuard guard, AssistantStore assistants, NumberStore numbers, SpeechModelStore models, ILoggerFactory logs) : IAsyncDisposable
{
    /// <summary>Of a range kept for fiction.</summary>
    public const string PhoneNumber = "+441632960101";

    private ScriptedSpeaker? _speaker;
    private IDisposable? _admission;

    /// <summary>Starts the speaker; its number, with an assistant of its own, transfers over <paramref name="trunk"/>.</summary>
    public async Task StartAsync(Trunk trunk, CancellationToken cancellation)
    {
        _speaker = new ScriptedSpeaker(speech, logs.CreateLogger<ScriptedSpeaker>());
        _speaker.Start();
        _admission = guard.Admit(_speaker.Address);
        var assistantId = await PrepareNumberAsync(trunk, cancellation);
        var model = new SpeechModelInput { IsOn = true, Url = $"http://{_speaker.Address}", Model = "practice-script", Transcription = "practice-script", Events = "current" };
        Must(await models.SaveAsync(assistantId, model, Actor.System, cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        _admission?.Dispose();
        if (_speaker is not null)
            await _speaker.DisposeAsync();
    }

    private async Task<Guid> PrepareNumberAsync(Trunk trunk, CancellationToken cancellation)
    {
        var existing = (await numbers.ListAsync(cancellation)).FirstOrDefault(n => n.PhoneNumber == PhoneNumber);
        if (existing?.AssistantId is { } known)
        {
            Must(await numbers.UpdateAsync(existing.Id, new NumberPatch { TransferTrunkId = trunk.Id }, Actor.System, cancellation));
            return known;
        }
        var assistant = Must(await assistants.CreateAsync(Assistant(), Actor.System, cancellation));
        if (existing is not null)
            Must(await numbers.UpdateAsync(existing.Id, new NumberPatch { TransferTrunkId = trunk.Id, AssistantId = assistant.Id }, Actor.System, cancellation));
        else
            Must(await numbers.CreateAsync(new NumberInput { PhoneNumber = PhoneNumber, Name = "Talking line", AssistantId = assistant.Id, TransferTrunkId = trunk.Id }, Actor.System, cancellation));
        return assistant.Id;
    }

    private static AssistantInput Assistant() => new()
    {
        Name = "Scripted voice",
        BusinessName = "Harbour Bikes",
        FirstMessage = ScriptedSpeaker.Greeting,
        LlmConfig = AssistantTools.WithDestinations(null, [.. PracticeOptions.Usual.Take(2).Select(Destination)]),
    };

    private static TransferDestination Destination(PracticeExtension e) =>
        new(DialTarget.TryParse(e.Number, out var target) ? target : throw new InvalidOperationException($"{e.Number} is no extension."), e.Name, null);

    private static T Must<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException(result.Error.Message);
}

using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Speech;

namespace VoiceDock.Core.Attendant;

/// <summary>
/// Has the texts spoken that calls will need, before they need them: first message, menu and transfer messages of every assistant, at the start and when
/// one was saved. One text at a time; where there is no voice, or a text cannot be spoken, the call tries again.
/// </summary>
internal sealed class AttendantAhead(AssistantDirectory assistants, ISpeech speech) : BackgroundService
{
    /// <summary>Of those that were added last; the others are spoken when they are needed.</summary>
    public const int MostAssistants = 50;

    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>What calls with this assistant will say, without what only the call knows.</summary>
    internal static IEnumerable<string> TextsOf(Assistant assistant) =>
        new[] { AttendantWords.First(assistant), AttendantWords.Menu(assistant.Destinations) }.Concat(assistant.Destinations.Select(d => d.Message))
            .Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (!speech.IsAvailable)
            return;
        assistants.Changed += Wake;
        Wake();
        try
        {
            await foreach (var _ in _changed.Reader.ReadAllAsync(stopping))
                await RenderAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops.
        }
        finally
        {
            assistants.Changed -= Wake;
        }
    }

    private async Task RenderAsync(CancellationToken stopping)
    {
        foreach (var text in assistants.All.Where(a => a.IsActive).TakeLast(MostAssistants).SelectMany(TextsOf).Append(AttendantWords.Error).Distinct().ToList())
        {
            stopping.ThrowIfCancellationRequested();
            await speech.RenderAsync(text, stopping);
        }
    }

    private void Wake() => _changed.Writer.TryWrite(true);
}

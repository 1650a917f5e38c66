using VoiceDock.Core.Speech;

namespace VoiceDock.Core.Calls;

/// <summary>Lets a call ring while somebody is asked who answers it, and does what was decided. On the call's actor.</summary>
internal sealed class CallArrivalRun(CallActor call, CallServices services, CallQuestion question)
{
    /// <summary>Said to the caller in place of an assistant; null: nobody refused.</summary>
    public string? Refusal { get; private set; }

    /// <param name="gone">The call is over: nobody needs the answer.</param>
    public async Task AskAsync(CancellationToken gone)
    {
        try
        {
            var arrival = await services.Arrivals!.AskAsync(call.View, question.Own, gone);
            call.Post(() => OnDecided(arrival));
        }
        catch (OperationCanceledException)
        {
            // The caller did not wait.
        }
    }

    /// <summary>Says the refusal to the caller who is connected now, and ends the call.</summary>
    public async Task RefuseAsync(CancellationToken gone)
    {
        try
        {
            var samples = await services.Speech.RenderSamplesAsync(Refusal!, gone);
            call.Post(() => call.Line.Play(samples, () => call.Post(() => call.Finish(CallEndReasons.Refused))));
        }
        catch (OperationCanceledException)
        {
            // The caller did not wait.
        }
    }

    private void OnDecided(CallArrival? arrival)
    {
        if (call.View.State != CallState.Ringing)
            return;
        if (arrival is null && question.Own is null)
        {
            question.NobodyAnswers();
            call.Finish(CallEndReasons.Nobody);
            return;
        }
        Refusal = arrival?.Refusal;
        if (arrival?.Assistant is { } assistant)
            call.Use(assistant, arrival.AssistantId);
        call.Answer();
    }
}

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>
/// What is done with whoever answers before the caller is joined: keys are pressed, the message is said, and the call may have to be taken with 1 or
/// declined with 2. An answering machine presses nothing and so has not answered. The caller hears nothing of it. On the call's actor.
/// </summary>
/// <param name="over">Called once: null when the caller may be joined, else why not.</param>
internal sealed class Screening(TransferScene scene, TransferStep step, Whisper? whisper, ICallLeg leg, Action<TransferReason?> over)
{
    private const char Take = '1';
    private const char Decline = '2';
    private const int Sayings = 2;

    // Whoever lifts a receiver needs a moment to have it at the ear.
    private const double ToTheEar = 0.5;

    private int _said;
    private bool _over;

    public ICallLeg Leg => leg;

    public void Begin()
    {
        scene.Progress.Set(TransferState.Screening);
        Press(KeyStrokes.Read(step.Digits));
    }

    /// <summary>True when the event was of the leg that is screened.</summary>
    public bool On(LegEvent e)
    {
        if (!ReferenceEquals(e.Leg, leg))
            return false;
        switch (e)
        {
            case LegFirstAudio:
                scene.Audio.First(waiting: false);
                break;
            case LegDigit { Key: Take } when step.AcceptKey:
                End(null);
                break;
            case LegDigit { Key: Decline } when step.AcceptKey:
                End(TransferReasons.Declined);
                break;
            case LegEnded ended:
                End(Gone(ended.End));
                break;
        }
        return true;
    }

    private void Press(Queue<KeyStroke> strokes)
    {
        if (!strokes.TryDequeue(out var stroke))
        {
            After(ToTheEar, Say);
            return;
        }
        if (stroke.Key is { } key)
            leg.SendDigit(key);
        After(stroke.Seconds, () => Press(strokes));
    }

    private void Say()
    {
        if (whisper is null)
        {
            End(null);
            return;
        }
        _said++;
        whisper.Take(scene.Host, Play);
    }

    private void Play(short[] samples)
    {
        if (_over)
            return;
        // Also when the end of it is never told: nobody is kept in between.
        After(Whisper.SecondsOf(samples) + 2, Said);
        leg.Play(samples, () => scene.Host.Post(Said));
    }

    private void Said()
    {
        if (_over)
            return;
        if (!step.AcceptKey)
            End(null);
        else
            After(scene.Host.Services.Options.AcceptKeySeconds, _said < Sayings ? Say : () => End(TransferReasons.NoAnswer));
    }

    // With a key to press, one who hangs up without it may as well be a machine.
    private TransferReason Gone(LegEnd end) =>
        end.Kind != LegEndKind.Remote ? TransferReasons.FarEndLost : step.AcceptKey ? TransferReasons.NoAnswer : TransferReasons.Declined;

    private void After(double seconds, Action then) => scene.Timers.Set(TransferTimer.Screening, seconds, then);

    private void End(TransferReason? reason)
    {
        if (_over)
            return;
        _over = true;
        scene.Timers.Clear(TransferTimer.Screening);
        leg.StopPlaying();
        over(reason);
    }
}

using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>The caller is joined with the destination: watches for its first audio, its silence and its end. On the call's actor.</summary>
internal sealed class Conversation(TransferScene scene, ICallLeg leg, Trunk trunk, Action<ConversationEnd> over)
{
    public ICallLeg Leg => leg;

    public Trunk Trunk => trunk;

    public void Begin()
    {
        if (scene.Audio.Heard)
            Connect();
        else
            scene.Timers.Set(TransferTimer.FirstAudio, scene.Host.Services.Options.FirstAudioSeconds, Connect);
    }

    /// <summary>True when the event was of the destination's leg.</summary>
    public bool On(LegEvent e)
    {
        if (!ReferenceEquals(e.Leg, leg))
            return false;
        switch (e)
        {
            case LegFirstAudio:
                scene.Audio.First(waiting: false);
                Connect();
                break;
            case LegSilent silent:
                OnSilent(silent.Age);
                break;
            case LegEnded ended:
                over(ended.End.Kind == LegEndKind.Remote ? new ConversationEnd(null) : new ConversationEnd(TransferReasons.FarEndLost));
                break;
        }
        return true;
    }

    private void Connect()
    {
        if (scene.Progress.View.State != TransferState.Answered)
            return;
        scene.Timers.Clear(TransferTimer.FirstAudio);
        scene.Progress.Set(TransferState.Connected);
    }

    private void OnSilent(TimeSpan age)
    {
        if (scene.Audio.LostAfter(age) is not { } reason)
            return;
        leg.HangUp();
        over(new ConversationEnd(reason));
    }
}

/// <param name="Lost">Why the line was lost; null when the destination hung up.</param>
internal readonly record struct ConversationEnd(TransferReason? Lost);

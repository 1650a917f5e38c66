using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>The clocks of one conversation. On the call's actor; what runs out is posted there.</summary>
internal sealed class TalkWatch : IDisposable
{
    private static readonly TimeSpan PlayoutLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PatienceEvery = TimeSpan.FromSeconds(6);

    private readonly TimeSpan? _silence;
    private readonly bool _asks;
    private readonly SpeechModelOptions _options;
    private readonly ITimer _late;
    private readonly ITimer _patience;
    private readonly ITimer _silent;
    private readonly ITimer _playout;
    private Action? _playedOut;
    private bool _asked;

    public TalkWatch(Assistant assistant, SpeechModelOptions options, TimeProvider time, Action<Action> post)
    {
        _options = options;
        _silence = assistant.SilenceTimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        _asks = assistant.AutonomousSilenceHandling == true;
        _late = Timer(time, () => post(() => Late()));
        _patience = Timer(time, () => post(() => Patience()));
        _silent = Timer(time, () => post(OnSilent));
        _playout = Timer(time, () => post(() => _playedOut?.Invoke()));
    }

    /// <summary>No sound of an answer in time.</summary>
    public Action Late { get; init; } = () => { };

    /// <summary>There is no connection for longer than the caller should wait without a word.</summary>
    public Action Patience { get; init; } = () => { };

    /// <summary>Nobody has said anything; true: for the whole time, false: for half of it, and the caller is to be asked.</summary>
    public Action<bool> Silent { get; init; } = _ => { };

    public void Begin() => Touch();

    /// <summary>Somebody says something: silence counts from now.</summary>
    public void Touch()
    {
        _asked = false;
        Restart();
    }

    public void WaitForAnswer() => Set(_late, TimeSpan.FromSeconds(_options.AnswerSeconds));

    public void Answered() => Set(_late, null);

    public void WaitForLine()
    {
        Answered();
        _patience.Change(TimeSpan.FromSeconds(_options.FillerSeconds), PatienceEvery);
    }

    public void LineStands() => Set(_patience, null);

    /// <summary>Calls when what is being said takes longer than anything should.</summary>
    public void WaitForPlayout(Action late)
    {
        _playedOut = late;
        Set(_playout, PlayoutLimit);
    }

    public void Dispose()
    {
        _late.Dispose();
        _patience.Dispose();
        _silent.Dispose();
        _playout.Dispose();
    }

    private void OnSilent()
    {
        var isLast = !_asks || _asked;
        _asked = true;
        Silent(isLast);
        if (!isLast) Restart();
    }

    private void Restart()
    {
        if (_silence is { } silence) Set(_silent, _asks ? silence / 2 : silence);
    }

    private static ITimer Timer(TimeProvider time, Action run) => time.CreateTimer(_ => run(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private static void Set(ITimer timer, TimeSpan? due) => timer.Change(due ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}

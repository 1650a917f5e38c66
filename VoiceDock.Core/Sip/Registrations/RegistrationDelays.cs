namespace VoiceDock.Core.Sip.Registrations;

/// <summary>When to send the next REGISTER. Chance keeps the trunks of a console, and the consoles of a PBX, from coming all at once.</summary>
/// <param name="chance">Gives numbers from 0 up to 1.</param>
/// <param name="pace">How patient to be; null: as usual.</param>
public sealed class RegistrationDelays(Func<double> chance, RegistrationPace? pace = null)
{
    // A registrar that grants a second or two must not make us flood it.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    private readonly RegistrationPace _pace = pace ?? new RegistrationPace();
    private TimeSpan _next = (pace ?? new RegistrationPace()).First;

    /// <summary>After 70 to 80 % of the time granted: what is left is enough for several tries.</summary>
    public TimeSpan UntilRefresh(TimeSpan granted)
    {
        _next = _pace.First;
        var due = granted * (0.7 + (0.1 * chance()));
        return due < Shortest ? Shortest : due;
    }

    /// <summary>The first wait, doubling to the longest, each up to a tenth longer; another after a refusal; never sooner than the peer asks.</summary>
    public TimeSpan UntilRetry(RegistrationFailure failure, TimeSpan? retryAfter)
    {
        var wait = failure.IsRefusal ? _pace.AfterRefusal : _next;
        if (!failure.IsRefusal) _next = _next * 2 > _pace.Longest ? _pace.Longest : _next * 2;
        wait *= 1 + (0.1 * chance());
        return retryAfter > wait ? retryAfter.Value : wait;
    }
}

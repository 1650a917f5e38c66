namespace VoiceDock.Core.Sip.Registrations;

/// <summary>When to send the next REGISTER. Chance keeps the trunks of a console, and the consoles of a PBX, from coming all at once.</summary>
/// <param name="chance">Gives numbers from 0 up to 1.</param>
public sealed class RegistrationDelays(Func<double> chance)
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan AfterRefusal = TimeSpan.FromHours(1);

    // A registrar that grants a second or two must not make us flood it.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    private TimeSpan _next = First;

    /// <summary>After 70 to 80 % of the time granted: what is left is enough for several tries.</summary>
    public TimeSpan UntilRefresh(TimeSpan granted)
    {
        _next = First;
        var due = granted * (0.7 + (0.1 * chance()));
        return due < Shortest ? Shortest : due;
    }

    /// <summary>30 s, doubling to 10 min, each up to a tenth longer; an hour after a refusal; never sooner than the peer asks.</summary>
    public TimeSpan UntilRetry(RegistrationFailure failure, TimeSpan? retryAfter)
    {
        var wait = failure.IsRefusal ? AfterRefusal : _next;
        if (!failure.IsRefusal) _next = _next * 2 > Longest ? Longest : _next * 2;
        wait *= 1 + (0.1 * chance());
        return retryAfter > wait ? retryAfter.Value : wait;
    }
}

using VoiceDock.Core.Media.Loop;

namespace VoiceDock.Core.Media.Rtcp;

/// <summary>When the next report is due (RFC 3550 6.3.1). One media thread.</summary>
/// <remarks>
/// Two participants at the rates of telephony never use up the 5 % of bandwidth meant for RTCP, so the minimum interval decides, halved before the
/// first report. It is spread over 0.5 to 1.5 of itself, so that legs opened together do not report together.
/// </remarks>
/// <param name="minimum">The minimum interval; 5 s in RFC 3550.</param>
/// <param name="clock">The clock of its times.</param>
/// <param name="chance">Gives numbers from 0 to 1.</param>
internal sealed class RtcpSchedule(TimeSpan minimum, MediaClock clock, Func<double> chance)
{
    // e - 3/2: makes up for timer reconsideration, which settles below the interval aimed at.
    private const double Compensation = Math.E - 1.5;

    private long _dueAt = long.MaxValue;

    public bool IsRunning => _dueAt != long.MaxValue;

    public void Begin(long now) => Plan(now, minimum / 2);

    /// <summary>True when a report is due; the next one is planned then.</summary>
    public bool IsDue(long now)
    {
        if (now < _dueAt) return false;
        Plan(now, minimum);
        return true;
    }

    private void Plan(long now, TimeSpan interval) => _dueAt = now + clock.Ticks(interval * ((0.5 + chance()) / Compensation));
}

using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Media.Streams;

/// <summary>Calls a leg's owner. An owner that throws is logged; the media thread goes on.</summary>
internal sealed class LegEvents(MediaLeg leg, IMediaLegEvents owner, ILogger logger)
{
    public void FirstPacket()
    {
        try
        {
            owner.OnFirstPacket(leg);
        }
        catch (Exception e)
        {
            Failed(e, nameof(IMediaLegEvents.OnFirstPacket));
        }
    }

    public void FirstSent()
    {
        try
        {
            owner.OnFirstSent(leg);
        }
        catch (Exception e)
        {
            Failed(e, nameof(IMediaLegEvents.OnFirstSent));
        }
    }

    public void Digit(char key)
    {
        try
        {
            owner.OnDigit(leg, key);
        }
        catch (Exception e)
        {
            Failed(e, nameof(IMediaLegEvents.OnDigit));
        }
    }

    public void Silent(TimeSpan age)
    {
        try
        {
            owner.OnSilent(leg, age);
        }
        catch (Exception e)
        {
            Failed(e, nameof(IMediaLegEvents.OnSilent));
        }
    }

    public void Audible()
    {
        try
        {
            owner.OnAudible(leg);
        }
        catch (Exception e)
        {
            Failed(e, nameof(IMediaLegEvents.OnAudible));
        }
    }

    public void Failed(Exception e, string what) => logger.LogError(e, "Media leg on port {Port}: {What}", leg.LocalPort, what);
}

using System.Globalization;

namespace VoiceDock.Core.Assistants;

/// <summary>Business hours as people say them.</summary>
public static class HoursWords
{
    /// <summary>A moment ahead as short as it is clear on the clock of the hours' own zone: <c>17:30</c> today, <c>Mon 09:00</c> within a week, <c>Mon 7 Dec 09:00</c>.</summary>
    public static string Soon(BusinessHours hours, DateTimeOffset at, DateTimeOffset now)
    {
        var (there, here) = ZoneNames.TryFind(hours.Zone, out var zone) ? (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone)) : (at, now);
        var format = (there.Date - here.Date).Days switch { 0 => "HH:mm", < 7 => "ddd HH:mm", _ => "ddd d MMM HH:mm" };
        return there.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>The town that names a zone: <c>New York</c> of <c>America/New_York</c>.</summary>
    public static string Town(string zone) => zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');
}

using System.Globalization;
using Microsoft.JSInterop;

namespace VoiceDock.Web.Shared;

/// <summary>The time zone of the person looking, asked of the browser. Times on screens are written there; this is for what the server must count in days.</summary>
public static class ViewerZone
{
    /// <summary>UTC when the browser does not say or says something unknown. Only for interactive components.</summary>
    public static async Task<TimeZoneInfo> GetViewerZoneAsync(this IJSRuntime js)
    {
        var name = await js.InvokeAsync<string?>("voicedock.timeZone");
        return name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
    }

    /// <summary>A moment as the browser's own field for date and time wants it.</summary>
    public static string? ToField(this TimeZoneInfo zone, DateTime? utc) =>
        utc is { } moment ? TimeZoneInfo.ConvertTimeFromUtc(moment, zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : null;

    /// <summary>What that field says, as UTC; null for nothing, and for a time the clocks leap over.</summary>
    public static DateTime? FromField(this TimeZoneInfo zone, object? text) =>
        DateTime.TryParse(text as string, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && !zone.IsInvalidTime(local)
            ? TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone)
            : null;
}

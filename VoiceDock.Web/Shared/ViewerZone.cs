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
}

namespace VoiceDock.Core.SpeechModels;

/// <summary>From the base address a person types to the address of the WebSocket.</summary>
public static class SpeechModelAddress
{
    private const string Path = "/realtime";

    /// <summary>
    /// <c>https://api.example.com/v1</c> becomes <c>wss://api.example.com/v1/realtime</c>; one that already ends so stays. Null: not an http, https, ws or wss
    /// address, or one with a user name, query or fragment.
    /// </summary>
    public static Uri? Of(string? typed)
    {
        if (!Uri.TryCreate(typed, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0) return null;
        var scheme = uri.Scheme switch { "https" or "wss" => "wss", "http" or "ws" => "ws", _ => null };
        if (scheme is null || uri.Host.Length == 0) return null;
        var path = uri.AbsolutePath.TrimEnd('/');
        return new UriBuilder(uri) { Scheme = scheme, Port = uri.Port, Path = path.EndsWith(Path, StringComparison.OrdinalIgnoreCase) ? path : path + Path }.Uri;
    }
}

namespace VoiceDock.Web.Access;

/// <summary>What a browser calls itself, as a person would say it: "Firefox on Windows".</summary>
public static class BrowserWords
{
    // The order decides: most name those they imitate as well.
    private static readonly (string Mark, string Word)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Word)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent)
    {
        var (browser, system) = (Find(Browsers, userAgent), Find(Systems, userAgent));
        return (browser, system) switch
        {
            (null, null) => "Unknown browser",
            (null, _) => $"Unknown browser on {system}",
            (_, null) => browser,
            _ => $"{browser} on {system}",
        };
    }

    private static string? Find((string Mark, string Word)[] known, string? text) =>
        text is null ? null : Array.Find(known, k => text.Contains(k.Mark, StringComparison.Ordinal)).Word;
}

namespace VoiceDock.Web.Theme;

/// <summary>The colours of one theme, as in <c>wwwroot/css/tokens.css</c>; a test compares the two.</summary>
public sealed record Tokens
{
    public required string Background { get; init; }

    public required string Surface { get; init; }

    public required string Sunken { get; init; }

    public required string Line { get; init; }

    public required string Edge { get; init; }

    public required string Text { get; init; }

    public required string Muted { get; init; }

    public required string Accent { get; init; }

    public required string OnAccent { get; init; }

    public required string AccentStrong { get; init; }

    public required string Up { get; init; }

    public required string Suspect { get; init; }

    public required string Down { get; init; }

    public required string OnDown { get; init; }

    public required string Info { get; init; }

    public static Tokens Light { get; } = new()
    {
        Background = "#F6F7F9",
        Surface = "#FFFFFF",
        Sunken = "#EEF1F5",
        Line = "#D9DEE6",
        Edge = "#7F8B9B",
        Text = "#16202E",
        Muted = "#566173",
        Accent = "#0B6B74",
        OnAccent = "#FFFFFF",
        AccentStrong = "#08535A",
        Up = "#17703C",
        Suspect = "#8A5300",
        Down = "#B3261E",
        OnDown = "#FFFFFF",
        Info = "#1F5FBF",
    };

    public static Tokens Dark { get; } = new()
    {
        Background = "#0E141B",
        Surface = "#161E28",
        Sunken = "#111923",
        Line = "#2B3644",
        Edge = "#6B7A8E",
        Text = "#E6EBF2",
        Muted = "#9AA7B8",
        Accent = "#4FC3CF",
        OnAccent = "#06252A",
        AccentStrong = "#7FD6DF",
        Up = "#5CCB8A",
        Suspect = "#F0B35A",
        Down = "#FF8A80",
        OnDown = "#3A0B08",
        Info = "#8AB4F8",
    };
}

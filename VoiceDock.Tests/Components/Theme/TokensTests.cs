using System.Globalization;
using System.Text.RegularExpressions;
using VoiceDock.Web.Theme;

namespace VoiceDock.Tests.Components.Theme;

/// <summary>tokens.css and Tokens.cs say the same, and every pair of text and ground can be read.</summary>
[Trait("Kind", "Unit")]
public sealed partial class TokensTests
{
    private static readonly string Css = File.ReadAllText(FindTokens());

    public static TheoryData<string, string> Grounds => new()
    {
        { "text", "background" }, { "text", "surface" }, { "text", "sunken" }, { "muted", "background" }, { "muted", "surface" }, { "muted", "sunken" },
        { "accent", "background" }, { "accent", "surface" }, { "on-accent", "accent" }, { "on-accent", "accent-strong" }, { "accent", "accent-tint" },
        { "up", "up-tint" }, { "suspect", "suspect-tint" }, { "down", "down-tint" }, { "info", "info-tint" }, { "text", "down-tint" }, { "text", "suspect-tint" },
        { "up", "surface" }, { "suspect", "surface" }, { "down", "surface" }, { "info", "surface" }, { "on-down", "down" },
    };

    [Theory]
    [MemberData(nameof(Grounds))]
    public void Text_OnItsGround_HasContrast(string text, string ground)
    {
        foreach (var theme in new[] { Light(), Dark() })
            Assert.True(Contrast(theme[text], theme[ground]) >= 5.0, $"{text} on {ground}: {Contrast(theme[text], theme[ground]):0.00}");
    }

    [Fact]
    public void EdgeOfAControl_OnEachGround_CanBeSeen()
    {
        foreach (var theme in new[] { Light(), Dark() })
            foreach (var ground in new[] { "background", "surface", "sunken" })
                Assert.True(Contrast(theme["edge"], theme[ground]) >= 3.0, $"edge on {ground}: {Contrast(theme["edge"], theme[ground]):0.00}");
    }

    [Fact]
    public void Stylesheet_AndMudBlazorTheme_HaveTheSameColours()
    {
        AssertSame(Tokens.Light, Light());
        AssertSame(Tokens.Dark, Dark());
    }

    private static void AssertSame(Tokens tokens, Dictionary<string, string> css)
    {
        foreach (var property in typeof(Tokens).GetProperties().Where(p => p.PropertyType == typeof(string)))
            Assert.Equal(css[Kebab().Replace(property.Name, "-$1").ToLowerInvariant()], property.GetValue(tokens));
    }

    private static Dictionary<string, string> Light() => Read(Css[..Css.IndexOf("[data-theme=\"dark\"]", StringComparison.Ordinal)]);

    private static Dictionary<string, string> Dark() => Read(Css[Css.IndexOf("[data-theme=\"dark\"]", StringComparison.Ordinal)..]);

    private static Dictionary<string, string> Read(string css) =>
        Colour().Matches(css).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value, StringComparer.Ordinal);

    // WCAG 2.2, relative luminance and contrast ratio.
    private static double Contrast(string a, string b)
    {
        var (one, two) = (Luminance(a), Luminance(b));
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Part(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    private static string FindTokens()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "wwwroot", "css", "tokens.css");
            if (File.Exists(Path.Combine(folder.FullName, "VoiceDock.Web.sln")) && File.Exists(file))
                return file;
        }
        throw new FileNotFoundException("wwwroot/css/tokens.css is not above the test's folder.");
    }

    [GeneratedRegex(@"--vd-([a-z-]+):\s*(#[0-9A-F]{6});")]
    private static partial Regex Colour();

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex Kebab();
}

using MudBlazor;

namespace VoiceDock.Web.Theme;

/// <summary>The house's tokens as MudBlazor wants them: no shadows, small type, radius 8, colour only where it means something.</summary>
public static class VoiceDockTheme
{
    private static readonly string[] Sans =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial", "sans-serif"];

    public static MudTheme Instance { get; } = new()
    {
        PaletteLight = Fill(new PaletteLight(), Tokens.Light),
        PaletteDark = Fill(new PaletteDark(), Tokens.Dark),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Shadows = new Shadow { Elevation = [.. Enumerable.Repeat("none", new Shadow().Elevation.Length)] },
        Typography = CreateTypography(),
    };

    private static TPalette Fill<TPalette>(TPalette palette, Tokens tokens)
        where TPalette : Palette
    {
        palette.Background = palette.AppbarBackground = palette.DrawerBackground = tokens.Background;
        palette.Surface = tokens.Surface;
        palette.BackgroundGray = tokens.Sunken;
        palette.TextPrimary = palette.AppbarText = palette.DrawerText = palette.DrawerIcon = tokens.Text;
        palette.TextSecondary = palette.ActionDefault = tokens.Muted;
        palette.LinesDefault = palette.Divider = palette.TableLines = palette.DividerLight = tokens.Line;
        palette.LinesInputs = tokens.Edge;
        palette.Primary = palette.Secondary = palette.Tertiary = tokens.Accent;
        palette.PrimaryContrastText = palette.SecondaryContrastText = palette.TertiaryContrastText = tokens.OnAccent;
        palette.PrimaryDarken = palette.PrimaryLighten = tokens.AccentStrong;
        palette.Success = tokens.Up;
        palette.Warning = tokens.Suspect;
        palette.Error = tokens.Down;
        palette.Info = tokens.Info;
        palette.SuccessContrastText = palette.WarningContrastText = palette.InfoContrastText = tokens.Surface;
        palette.ErrorContrastText = tokens.OnDown;
        palette.TextDisabled = palette.ActionDisabled = tokens.Edge;
        palette.ActionDisabledBackground = tokens.Line;
        palette.TableHover = palette.TableStriped = tokens.Sunken;
        palette.HoverOpacity = 0.06;
        return palette;
    }

    private static Typography CreateTypography() => new()
    {
        Default = new DefaultTypography { FontFamily = Sans, FontSize = ".875rem", LineHeight = "1.45", LetterSpacing = "normal" },
        H1 = new H1Typography { FontFamily = Sans, FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "-.01em" },
        H2 = new H2Typography { FontFamily = Sans, FontSize = "1rem", FontWeight = "600", LineHeight = "1.35", LetterSpacing = "normal" },
        H3 = new H3Typography { FontFamily = Sans, FontSize = ".875rem", FontWeight = "600", LineHeight = "1.45", LetterSpacing = "normal" },
        H4 = new H4Typography { FontFamily = Sans, FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "-.01em" },
        H5 = new H5Typography { FontFamily = Sans, FontSize = "1rem", FontWeight = "600", LineHeight = "1.35", LetterSpacing = "normal" },
        H6 = new H6Typography { FontFamily = Sans, FontSize = "1rem", FontWeight = "600", LineHeight = "1.35", LetterSpacing = "normal" },
        Subtitle1 = new Subtitle1Typography { FontFamily = Sans, FontSize = ".875rem", FontWeight = "600", LetterSpacing = "normal" },
        Subtitle2 = new Subtitle2Typography { FontFamily = Sans, FontSize = ".8125rem", FontWeight = "600", LetterSpacing = "normal" },
        Body1 = new Body1Typography { FontFamily = Sans, FontSize = ".875rem", LineHeight = "1.45", LetterSpacing = "normal" },
        Body2 = new Body2Typography { FontFamily = Sans, FontSize = ".8125rem", LineHeight = "1.45", LetterSpacing = "normal" },
        Button = new ButtonTypography { FontFamily = Sans, FontSize = ".875rem", FontWeight = "500", LineHeight = "1.25", LetterSpacing = "normal", TextTransform = "none" },
        Caption = new CaptionTypography { FontFamily = Sans, FontSize = ".75rem", LineHeight = "1.4", LetterSpacing = "normal" },
        Overline = new OverlineTypography { FontFamily = Sans, FontSize = ".75rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal", TextTransform = "none" },
    };
}

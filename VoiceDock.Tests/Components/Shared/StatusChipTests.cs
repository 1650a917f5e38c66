using Bunit;
using VoiceDock.Web.Shared;

namespace VoiceDock.Tests.Components.Shared;

[Trait("Kind", "Component")]
public sealed class StatusChipTests : ConsoleContext
{
    [Theory]
    [InlineData(Tone.Up, "up")]
    [InlineData(Tone.Suspect, "suspect")]
    [InlineData(Tone.Down, "down")]
    [InlineData(Tone.Info, "info")]
    [InlineData(Tone.Neutral, "neutral")]
    public void Chip_OfEachTone_SaysTheWordBesideTheDot(Tone tone, string name)
    {
        var chip = Render<StatusChip>(p => p.Add(c => c.Tone, tone).Add(c => c.Text, "ringing"));

        var element = chip.Find(".chip");
        Assert.Contains(name, element.ClassList);
        Assert.Equal("ringing", element.TextContent);
        Assert.Equal("true", chip.Find(".dot").GetAttribute("aria-hidden"));
    }

    [Fact]
    public void Chip_WhenItsWordChanges_FlashesAndNotBefore()
    {
        var chip = Render<StatusChip>(p => p.Add(c => c.Text, "dialing"));
        Assert.DoesNotContain("flash", chip.Find(".chip").ClassList);

        chip.Render(p => p.Add(c => c.Text, "dialing"));
        Assert.DoesNotContain("flash", chip.Find(".chip").ClassList);

        chip.Render(p => p.Add(c => c.Text, "ringing"));
        Assert.Contains("flash", chip.Find(".chip").ClassList);
    }
}

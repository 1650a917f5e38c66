using Bunit;
using VoiceDock.Web.Shared;

namespace VoiceDock.Tests.Components.Shared;

[Trait("Kind", "Component")]
public sealed class LightTests : ConsoleContext
{
    [Fact]
    public void Light_WithFigureAndHint_IsReachedByKeyboardAndTiedToItsHint()
    {
        var light = Render<Light>(p => p.Add(l => l.Tone, Tone.Up).Add(l => l.Text, "Up").Add(l => l.Detail, "12 ms").Add(l => l.Hint, "Answered since 9:12"));

        var element = light.Find(".light");
        Assert.Equal("0", element.GetAttribute("tabindex"));
        Assert.Equal(light.Find("[role=tooltip]").Id, element.GetAttribute("aria-describedby"));
        Assert.Contains("Up", element.TextContent, StringComparison.Ordinal);
        Assert.Contains("12 ms", element.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Light_WithoutHint_IsNoTabStop()
    {
        var light = Render<Light>(p => p.Add(l => l.Text, "Not checked"));

        Assert.False(light.Find(".light").HasAttribute("tabindex"));
    }
}

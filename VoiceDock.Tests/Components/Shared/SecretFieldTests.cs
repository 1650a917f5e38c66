using Bunit;
using VoiceDock.Web.Shared;

namespace VoiceDock.Tests.Components.Shared;

[Trait("Kind", "Component")]
public sealed class SecretFieldTests : ConsoleContext
{
    private static readonly DateTime SetAt = new(2025, 11, 3, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Secret_ThatIsSet_SaysSinceWhenAndByWhomAndShowsNoInput()
    {
        var field = Render<SecretField>(p => p.Add(f => f.Label, "Password").Add(f => f.IsSet, true).Add(f => f.SetAt, SetAt).Add(f => f.SetBy, "Ann"));

        Assert.Empty(field.FindAll("input"));
        Assert.Contains("by Ann", field.Markup, StringComparison.Ordinal);
        Assert.Equal("2025-11-03T09:00:00.000Z", field.Find("vd-time").GetAttribute("at"));
    }

    [Fact]
    public void Replace_ThenKeep_HandsBackNull()
    {
        var values = new List<string?>();
        var field = Render<SecretField>(p => p.Add(f => f.Label, "Password").Add(f => f.IsSet, true).Add(f => f.ValueChanged, v => values.Add(v)));

        field.Find("button").Click();
        field.Find("input").Input("new secret");
        field.FindAll("button").Single(b => b.TextContent.StartsWith("Keep", StringComparison.Ordinal)).Click();

        Assert.Equal(["new secret", null], values);
        Assert.Empty(field.FindAll("input"));
    }

    [Fact]
    public void Input_IsHiddenAndNotFilledInByTheBrowser()
    {
        var input = Render<SecretField>(p => p.Add(f => f.Label, "Password")).Find("input");

        Assert.Equal("password", input.GetAttribute("type"));
        Assert.Equal("new-password", input.GetAttribute("autocomplete"));
    }
}

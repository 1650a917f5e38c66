using Bunit;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Tests.Components.Shared;

[Trait("Kind", "Component")]
public sealed class ErrorAlertTests : ConsoleContext
{
    [Fact]
    public void Alert_WithoutError_ShowsNothing() => Assert.Empty(Render<ErrorAlert>(p => p.Add(a => a.Error, null)).Markup.Trim());

    [Fact]
    public void Alert_OfFieldProblems_NamesEachField()
    {
        var error = Error.Validation([("host", "Give a host name."), ("port", "1-65535.")]);
        var alert = Render<ErrorAlert>(p => p.Add(a => a.Error, error).Add(a => a.Title, "The trunk was not saved"));

        Assert.Equal("The trunk was not saved", alert.Find(".title").TextContent);
        Assert.Equal(["host: Give a host name.", "port: 1-65535."], alert.FindAll("li").Select(li => li.TextContent));
        Assert.Equal("alert", alert.Find(".alert").GetAttribute("role"));
    }

    [Fact]
    public void Alert_OfALimit_SaysWhenToComeBack()
    {
        var error = new Error(ErrorKind.TooMany, "trunk_busy", "All ten lines are taken.") { RetryAfter = TimeSpan.FromSeconds(2.2) };

        Assert.Contains("All ten lines are taken. Try again in 3 s.", Render<ErrorAlert>(p => p.Add(a => a.Error, error)).Find(".body").TextContent, StringComparison.Ordinal);
    }
}

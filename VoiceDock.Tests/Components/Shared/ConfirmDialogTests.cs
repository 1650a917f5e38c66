using Bunit;
using VoiceDock.Web.Shared;

namespace VoiceDock.Tests.Components.Shared;

[Trait("Kind", "Component")]
public sealed class ConfirmDialogTests : ConsoleContext
{
    [Theory]
    [InlineData(".confirm-yes", true)]
    [InlineData(".confirm-no", false)]
    public async Task Ask_ThenChoose_SaysWhatWasChosen(string button, bool expected)
    {
        var place = RenderDialogs();
        Task<bool> asked = Task.FromResult(false);
        await place.InvokeAsync(() => { asked = Dialogs.ConfirmAsync("Delete trunk 'Berlin'?", "3 numbers lose their transfer trunk.", "Delete trunk"); });
        place.WaitForElement(button);

        Assert.Contains("3 numbers lose their transfer trunk.", place.Markup, StringComparison.Ordinal);
        Assert.Equal("Delete trunk", place.Find(".confirm-yes").TextContent.Trim());
        await place.Find(button).ClickAsync(new());

        Assert.Equal(expected, await asked.WaitAsync(TimeSpan.FromSeconds(10), Xunit.TestContext.Current.CancellationToken));
    }
}

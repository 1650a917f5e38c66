using Microsoft.Playwright;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Layout;

/// <summary>Each screen in light, dark and at phone width: accessible, inside its window, nothing stopped by the content policy.</summary>
[Collection(BrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class EveryPageTests(BrowserFixture app)
{
    public static TheoryData<string, ColorScheme, int> Views
    {
        get
        {
            var views = new TheoryData<string, ColorScheme, int>();
            foreach (var path in VoiceDock.Web.Layout.ConsolePages.All.Select(p => p.Path).Append("/there-is-no-such-page"))
            {
                views.Add(path, ColorScheme.Light, 1280);
                views.Add(path, ColorScheme.Dark, 1280);
                views.Add(path, ColorScheme.Light, 390);
            }
            return views;
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Page_InThisView_IsAccessibleAndFits(string path, ColorScheme scheme, int width)
    {
        var page = await app.NewPageAsync(scheme, width, width < 700 ? 844 : 800);
        var before = app.Complaints.Count;
        await BrowserFixture.OpenAsync(page, path);
        await page.PictureAsync($"{(path == "/" ? "overview" : path.Trim('/').Replace('/', '-'))}-{(width < 700 ? "phone" : scheme.ToString().ToLowerInvariant())}");

        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();
        Assert.Empty(app.Complaints.Skip(before));
        await page.Context.DisposeAsync();
    }
}

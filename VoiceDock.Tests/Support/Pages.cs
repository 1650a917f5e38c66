using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace VoiceDock.Tests.Support;

/// <summary>What every page of the console is held to.</summary>
public static class Pages
{
    /// <summary>No serious or critical accessibility finding.</summary>
    public static async Task AssertAccessibleAsync(this IPage page)
    {
        var result = await page.RunAxe();
        var serious = result.Violations.Where(v => v.Impact is "serious" or "critical").Select(Describe).ToList();
        Assert.True(serious.Count == 0, $"{new Uri(page.Url).AbsolutePath}: {string.Join("\n", serious)}");
    }

    /// <summary>Nothing is wider than the window.</summary>
    public static async Task AssertFitsAsync(this IPage page) =>
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
            $"{page.Url} scrolls sideways.");

    /// <summary>Keeps a picture when <c>VOICEDOCK_PICTURES</c> names a folder.</summary>
    /// <param name="full">The whole page, not only the window.</param>
    public static async Task PictureAsync(this IPage page, string name, bool full = false)
    {
        if (Environment.GetEnvironmentVariable("VOICEDOCK_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = full });
    }

    private static string Describe(AxeResultItem item) =>
        $"{item.Id}: {item.Help} · {string.Join(" · ", item.Nodes.Take(3).Select(n => n.Html))}";
}

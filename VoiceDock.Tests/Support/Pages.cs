using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace VoiceDock.Tests.Support;

/// <summary>What every page of the console is held to.</summary>
public static class Pages
{
    // Colours on their way from one theme to the other have no contrast to speak of. Some motion never tells its end (what it moves has left the page): that is not waited for
    // longer than any motion of ours takes.
    private const string Settled = """
        () => Promise.race([
          Promise.all(document.getAnimations().filter(a => a.playState === 'running' && a.effect.getComputedTiming().endTime !== Infinity).map(a => a.finished.catch(() => {}))),
          new Promise(done => setTimeout(done, 2000)),
        ]).then(() => true)
        """;

    /// <summary>No serious or critical accessibility finding, once what moves has come to rest.</summary>
    public static async Task AssertAccessibleAsync(this IPage page)
    {
        await page.EvaluateAsync<bool>(Settled);
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

using System.Text;
using Microsoft.Playwright;

namespace VoiceDock.Tests.Support.Canary;

/// <summary>What a browser's page gets from the server: responses, messages of its circuit, and its HTML when it ends.</summary>
internal static class CanaryPages
{
    /// <summary>From now on. Nothing while the net is off.</summary>
    public static void Watch(IPage page)
    {
        if (CanaryNet.Current is { } net) Watch(net, page);
    }

    public static void Watch(CanaryNet net, IPage page)
    {
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
            net.Check(CanaryPlace.Frame, PathOf(page.Url), frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        page.Response += async (_, response) =>
        {
            if (response.Request.ResourceType is not ("document" or "fetch" or "xhr")) return;
            try
            {
                net.Check(CanaryPlace.Page, PathOf(response.Url), await response.BodyAsync());
            }
            catch (PlaywrightException)
            {
                // A redirect has no body, and a page that is left takes its bodies along: the page itself is read when it ends.
            }
        };
    }

    /// <summary>The pages of a window that is about to close.</summary>
    public static async Task ReadAsync(IBrowserContext window)
    {
        if (CanaryNet.Current is not { } net) return;
        foreach (var page in window.Pages) await ReadAsync(net, page);
    }

    public static async Task ReadAsync(CanaryNet net, IPage page) => net.Check(CanaryPlace.Page, PathOf(page.Url), Encoding.UTF8.GetBytes(await page.ContentAsync()));

    private static string PathOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.AbsolutePath : url;
}

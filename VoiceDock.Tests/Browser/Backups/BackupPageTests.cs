using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using VoiceDock.Core.Access;
using VoiceDock.Core.Backups;
using VoiceDock.Core.Keys;
using VoiceDock.Tests.Browser.Access;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Backups;

/// <summary>Where the keys lie, a new data key, and a backup that can be read.</summary>
[Collection(AccessBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class BackupPageTests(BrowserFixture app)
{
    [Theory]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Page_SaysWhereTheKeysLie_AndRotatesThem(ColorScheme scheme, int width)
    {
        var page = await app.NewPageAsync(scheme, width, width < 700 ? 844 : 800);
        await BrowserFixture.OpenAsync(page, "/settings/backup");
        await Assertions.Expect(page.GetByText("The master key lies beside the database")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("less than a day old")).ToBeVisibleAsync();
        await page.PictureAsync($"backup-{(width < 700 ? "phone" : scheme.ToString().ToLowerInvariant())}");
        await page.AssertAccessibleAsync();
        await page.AssertFitsAsync();

        var rotation = app.Services.GetRequiredService<KeyRotation>();
        var before = (await rotation.FindActiveAsync(TestContext.Current.CancellationToken)).Id;
        await page.GetByRole(AriaRole.Button, new() { Name = "Rotate data key" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Rotate data key" }).ClickAsync();
        await Assertions.Expect(page.GetByText("A new data key is in use")).ToBeVisibleAsync();
        Assert.NotEqual(before, (await rotation.FindActiveAsync(TestContext.Current.CancellationToken)).Id);
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Download_IsABackup_AndThePageStays()
    {
        var page = await app.NewPageAsync();
        await BrowserFixture.OpenAsync(page, "/settings/backup");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download backup" }).ClickAsync());

        Assert.Matches("^voicedock-[0-9]{8}-[0-9]{6}Z\\.backup$", download.SuggestedFilename);
        var manifest = await BackupReader.CheckAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(BackupManifest.CurrentFormat, manifest.Format);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Rotate data key" })).ToBeEnabledAsync();
        await page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Download_WithoutTheFormsToken_OrForAnotherRole_IsRefused()
    {
        await app.Services.MakeUserAsync("backup-operator", Role.Operator);
        var page = await app.NewPageAsync();
        var answer = await page.APIRequest.PostAsync($"{app.BaseUrl}/settings/backup/file");
        Assert.Equal(400, answer.Status);
        await page.Context.DisposeAsync();
        using var nobody = app.NewClient();
        var refused = await nobody.PostAsync("/settings/backup/file", null, TestContext.Current.CancellationToken);
        Assert.Equal("/login", refused.Headers.Location?.AbsolutePath);
    }
}

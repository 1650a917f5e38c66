using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Gate;

/// <summary>T23: who came, who went and who was turned away is written down, by the forms of the real program.</summary>
[Trait("Kind", "Api")]
public sealed class SignInAuditTests : IAsyncLifetime
{
    private readonly AppUnderTest _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task SigningInAndOut_AreWrittenDown_WithTheAddress()
    {
        using var browser = new ConsoleClient(_app.BaseUrl);
        await browser.SignInAsync();
        Assert.True(await browser.IsSignedInAsync());
        await browser.SendFormAsync("/logout", await browser.GetAsync("/settings/account"), null);
        Assert.False(await browser.IsSignedInAsync());

        var entries = await EntriesAsync();
        Assert.Equal(["sign_in.done", "sign_in.ended"], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.Equal((AppUnderTest.UserName, "127.0.0.1", null), (e.ActorName, e.Address, e.Refusal)));
    }

    [Fact]
    public async Task WrongPasswords_AndTheLockTheyLeadTo_AreWrittenDown_AndTriesAtALockedOrUnknownNameAreNot()
    {
        using var browser = new ConsoleClient(_app.BaseUrl);
        for (var i = 0; i < 5; i++)
            await browser.SignInAsync("not the password at all");
        await browser.SignInAsync();
        await browser.SignInAsync(name: "canary typed as a name");

        Assert.False(await browser.IsSignedInAsync());
        var entries = await EntriesAsync();
        Assert.Equal(
            [.. Enumerable.Repeat(("sign_in.refused", "wrong_password"), 4), ("sign_in.locked_out", "wrong_password")],
            entries.Select(e => (e.Action, e.Refusal)));
        Assert.All(entries, e => Assert.Equal(AppUnderTest.UserName, e.ActorName));
    }

    private async Task<List<AuditEntry>> EntriesAsync()
    {
        await _app.Services.GetRequiredService<AuditWriter>().WriteAsync();
        await using var db = await _app.Services.GetRequiredService<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync();
        return await db.Set<AuditEntry>().AsNoTracking().Where(e => e.Action.StartsWith("sign_in.")).OrderBy(e => e.At).ToListAsync();
    }
}

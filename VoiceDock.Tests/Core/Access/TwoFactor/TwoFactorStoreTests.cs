using System.Net;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.TwoFactor;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Access.TwoFactor;

/// <summary>T16: a code works once, a recovery code works once, and the key lies sealed.</summary>
[Trait("Kind", "Unit")]
public sealed class TwoFactorStoreTests : IDisposable
{
    private readonly AccessRoom _room = new();
    private readonly TwoFactorStore _store;

    public TwoFactorStoreTests() => _store = _room.Get<TwoFactorStore>();

    [Fact]
    public async Task Confirm_WithTheAppsCode_TurnsItOn_AndEndsSignIns()
    {
        var ann = await _room.AddAsync();
        var setUp = await _store.BeginAsync(ann);
        Assert.False((await _store.ReadAsync(ann.Id)).IsOn);
        Assert.Null(await _store.ConfirmAsync(ann, "000000"));
        var codes = await _store.ConfirmAsync(ann, await CodeAsync(setUp));
        Assert.NotNull(codes);
        Assert.Equal(10, codes.Distinct().Count());
        Assert.All(codes, c => Assert.Matches("^[a-z2-7]{4}(-[a-z2-7]{4}){3}$", c));
        Assert.Equal(new TwoFactorState(_room.Time.GetUtcNow().UtcDateTime, 10), await _store.ReadAsync(ann.Id));
        var now = _room.Read(ann.Id);
        Assert.True(now.TwoFactorEnabled);
        Assert.NotEqual(ann.SecurityStamp, now.SecurityStamp);
        Assert.Null(await _store.FindBegunAsync(ann));
    }

    [Fact]
    public async Task SetUp_IsWhatAuthenticatorAppsRead()
    {
        var ann = await _room.AddAsync("ann@example.com");
        var setUp = await _store.BeginAsync(ann);
        Assert.Matches("^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$", setUp.Key);
        Assert.Equal(
            $"otpauth://totp/VoiceDock%3Aann%40example.com?secret={setUp.Key.Replace(" ", "", StringComparison.Ordinal)}&issuer=VoiceDock&algorithm=SHA1&digits=6&period=30",
            setUp.Uri);
        Assert.Equal(setUp, await _store.FindBegunAsync(ann));
        Assert.DoesNotContain(setUp.Key[..4], setUp.ToString(), StringComparison.Ordinal);
        _room.Time.Advance(TwoFactorStore.SetUpTime);
        Assert.Null(await _store.FindBegunAsync(ann));
        Assert.Null(await _store.ConfirmAsync(ann, await CodeAsync(setUp)));
    }

    [Fact]
    public async Task Use_ACodeTwice_OrAnOlderOne_IsRefused()
    {
        var (ann, setUp, _) = await TurnOnAsync();
        Assert.False(await _store.UseAsync(ann.Id, await CodeAsync(setUp)));
        _room.Time.Advance(TimeSpan.FromSeconds(60));
        var older = await CodeAsync(setUp, -30);
        var code = await CodeAsync(setUp);
        Assert.True(await _store.UseAsync(ann.Id, $"{code[..3]} {code[3..]}"));
        Assert.False(await _store.UseAsync(ann.Id, code));
        Assert.False(await _store.UseAsync(ann.Id, older));
    }

    [Fact]
    public async Task Use_OneCodeTwentyTimesAtOnce_CountsOnce()
    {
        var (ann, setUp, codes) = await TurnOnAsync();
        _room.Time.Advance(TimeSpan.FromMinutes(1));
        foreach (var code in (string[])[await CodeAsync(setUp), codes[0]])
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _store.UseAsync(ann.Id, code))));
            Assert.Single(answers, taken => taken);
        }
    }

    [Fact]
    public async Task RecoveryCodes_WorkOnceEach_HoweverTheyAreTyped()
    {
        var (ann, _, codes) = await TurnOnAsync();
        var ben = await _room.AddAsync("ben");
        Assert.False(await _store.UseAsync(ben.Id, codes[0]));
        Assert.False(await _store.UseAsync(null, codes[0]));
        foreach (var code in codes)
        {
            Assert.True(await _store.UseAsync(ann.Id, $" {code.ToUpperInvariant().Replace('-', ' ')} "));
            Assert.False(await _store.UseAsync(ann.Id, code));
        }

        Assert.Equal(0, (await _store.ReadAsync(ann.Id)).CodesLeft);
    }

    [Fact]
    public async Task RecoveryCode_Used_IsWrittenDown_WithWhatIsLeftAndFromWhere_AndWithoutTheCode()
    {
        var (ann, setUp, codes) = await TurnOnAsync();
        await _store.UseAsync(ann.Id, "aaaa-aaaa-aaaa-aaaa", IPAddress.Parse("192.0.2.7"));
        _room.Time.Advance(TimeSpan.FromSeconds(60));
        await _store.UseAsync(ann.Id, await CodeAsync(setUp), IPAddress.Parse("192.0.2.7"));

        Assert.True(await _store.UseAsync(ann.Id, codes[3], IPAddress.Parse("192.0.2.8")));

        await using var db = await _room.Get<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var entry = Assert.Single(await db.Set<AuditEntry>().Where(e => e.Action.StartsWith("sign_in.")).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("sign_in.recovery_code", "ann", "192.0.2.8", ann.Id.ToString()), (entry.Action, entry.ActorName, entry.Address, entry.ObjectId));
        Assert.Contains("9", entry.After, StringComparison.Ordinal);
        Assert.DoesNotContain(codes[3], entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RenewCodes_VoidsTheOldOnes()
    {
        var (ann, _, old) = await TurnOnAsync();
        var codes = await _store.RenewCodesAsync(ann.Id);
        Assert.False(await _store.UseAsync(ann.Id, old[1]));
        Assert.True(await _store.UseAsync(ann.Id, codes[1]));
    }

    [Fact]
    public async Task Begin_AgainForAnotherPhone_LeavesTheFirstInForceUntilConfirmed()
    {
        var (ann, first, old) = await TurnOnAsync();
        var second = await _store.BeginAsync(_room.Read(ann.Id));
        _room.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await _store.UseAsync(ann.Id, await CodeAsync(second)));
        Assert.True(await _store.UseAsync(ann.Id, await CodeAsync(first)));
        Assert.NotNull(await _store.ConfirmAsync(ann, await CodeAsync(second)));
        _room.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await _store.UseAsync(ann.Id, await CodeAsync(first)));
        Assert.False(await _store.UseAsync(ann.Id, old[0]));
        Assert.True(await _store.UseAsync(ann.Id, await CodeAsync(second)));
    }

    [Fact]
    public async Task TurnOff_ForgetsKeyAndCodes()
    {
        var (ann, setUp, codes) = await TurnOnAsync();
        await _store.TurnOffAsync(ann.Id);
        _room.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_room.Read(ann.Id).TwoFactorEnabled);
        Assert.False(await _store.UseAsync(ann.Id, await CodeAsync(setUp)));
        Assert.False(await _store.UseAsync(ann.Id, codes[0]));
        await using var db = _room.Storage.OpenDb();
        Assert.Equal(0, await db.Set<Authenticator>().CountAsync() + await db.Set<RecoveryCode>().CountAsync());
    }

    /// <summary>T3: a key moved to another person's row opens nothing.</summary>
    [Fact]
    public async Task Key_MovedToAnotherRow_OpensNothing()
    {
        var (ann, setUp, _) = await TurnOnAsync();
        var ben = await _room.AddAsync("ben");
        var bens = await _store.BeginAsync(ben);
        Assert.NotNull(await _store.ConfirmAsync(ben, await CodeAsync(bens)));
        await using (var db = _room.Storage.OpenDb())
        {
            var rows = await db.Set<Authenticator>().ToListAsync();
            rows.Single(r => r.UserId == ben.Id).Key = rows.Single(r => r.UserId == ann.Id).Key;
            await db.SaveChangesAsync();
        }

        _room.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await _store.UseAsync(ben.Id, await CodeAsync(setUp)));
        Assert.True(await _store.UseAsync(ann.Id, await CodeAsync(setUp)));
    }

    public void Dispose() => _room.Dispose();

    private async Task<(User User, AuthenticatorSetUp SetUp, IReadOnlyList<string> Codes)> TurnOnAsync()
    {
        var ann = await _room.AddAsync();
        var setUp = await _store.BeginAsync(ann);
        var codes = await _store.ConfirmAsync(ann, await CodeAsync(setUp));
        return (ann, setUp, codes!);
    }

    private Task<string> CodeAsync(AuthenticatorSetUp setUp, int seconds = 0) =>
        Oathtool.CodeAsync(setUp.Key.Replace(" ", "", StringComparison.Ordinal), _room.Time.GetUtcNow().AddSeconds(seconds));
}

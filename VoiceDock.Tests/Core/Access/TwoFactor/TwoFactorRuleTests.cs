using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.TwoFactor;
using VoiceDock.Core.Common;

namespace VoiceDock.Tests.Core.Access.TwoFactor;

/// <summary>Of whom two-factor is asked, and how long they may wait.</summary>
[Trait("Kind", "Unit")]
public sealed class TwoFactorRuleTests
{
    [Theory]
    [InlineData(null, false, TwoFactorMode.Admins)]
    [InlineData(null, true, TwoFactorMode.Optional)]
    [InlineData("optional", false, TwoFactorMode.Optional)]
    [InlineData("Everyone", true, TwoFactorMode.Everyone)]
    [InlineData(" admins ", false, TwoFactorMode.Admins)]
    public void Setting_IsRead(string? text, bool demo, TwoFactorMode mode) => Assert.Equal(mode, TwoFactorRule.ReadMode(Settings(text, demo)));

    [Fact]
    public void Setting_ThatIsNone_EndsTheStart()
    {
        var refused = Assert.Throws<StartupException>(() => TwoFactorRule.ReadMode(Settings("sometimes", false)));
        Assert.Contains("'sometimes'; allowed are optional, admins, everyone.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("optional", RoleNames.Admin, false)]
    [InlineData("admins", RoleNames.Admin, true)]
    [InlineData("admins", RoleNames.Operator, false)]
    [InlineData("everyone", RoleNames.Viewer, true)]
    public async Task Ask_SevenDaysFromTheFirstTime_ThenNow(string mode, string role, bool asked)
    {
        using var room = new AccessRoom(mode);
        var rule = room.Get<TwoFactorRule>();
        var ann = await room.AddAsync(role: role);
        var start = room.Time.GetUtcNow().UtcDateTime;

        var duty = await rule.AskAsync(ann, [role]);
        Assert.Equal(asked ? new TwoFactorDuty(DutyState.Soon, start + TimeSpan.FromDays(7)) : TwoFactorDuty.None, duty);
        room.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal(duty, await rule.AskAsync(room.Read(ann.Id), [role]));
        room.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(asked ? DutyState.Now : DutyState.None, (await rule.AskAsync(room.Read(ann.Id), [role])).State);
        room.Change(ann.Id, u => u.TwoFactorEnabled = true);
        Assert.Equal(TwoFactorDuty.None, await rule.AskAsync(room.Read(ann.Id), [role]));
    }

    /// <summary>The days of a forgotten account run as well: whoever finds its password later gets none.</summary>
    [Fact]
    public async Task Start_CountsFromThenForEverybodyWhoIsAsked()
    {
        using var room = new AccessRoom("admins");
        var (ann, ben) = (await room.AddAsync(), await room.AddAsync("ben", RoleNames.Viewer));
        room.Change(ben.Id, u => u.TwoFactorAskedAt = room.Time.GetUtcNow().UtcDateTime);
        await room.Get<TwoFactorRule>().ApplyAsync(CancellationToken.None);
        var first = room.Time.GetUtcNow().UtcDateTime;
        room.Time.Advance(TimeSpan.FromDays(3));
        await room.Get<TwoFactorRule>().ApplyAsync(CancellationToken.None);
        Assert.Equal(first, room.Read(ann.Id).TwoFactorAskedAt);
        Assert.Null(room.Read(ben.Id).TwoFactorAskedAt);
    }

    private static IConfiguration Settings(string? text, bool demo) => new ConfigurationBuilder()
        .AddInMemoryCollection([new(TwoFactorRule.Setting, text), new(RunMode.DemoKey, demo ? "true" : null)]).Build();
}

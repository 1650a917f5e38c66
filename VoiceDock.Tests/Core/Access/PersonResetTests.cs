using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Access.TwoFactor;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Access;

/// <summary>What <c>users reset NAME</c> does to somebody who lost password or phone.</summary>
[Trait("Kind", "Unit")]
public sealed class PersonResetTests : IDisposable
{
    private readonly AccessRoom _room = new("optional");

    [Fact]
    public async Task Reset_GivesAOneTimePassword_RemovesTwoFactor_EndsSignIns_LiftsTheLock()
    {
        var ann = await _room.AddAsync();
        var twoFactor = _room.Get<TwoFactorStore>();
        var setUp = await twoFactor.BeginAsync(ann);
        await twoFactor.ConfirmAsync(ann, await Oathtool.CodeAsync(setUp.Key.Replace(" ", "", StringComparison.Ordinal), _room.Time.GetUtcNow()));
        var key = (await _room.Get<SignInStore>().StartAsync(ann.Id, _room.Read(ann.Id).SecurityStamp!, null, null)).Key;
        for (var i = 0; i < 5; i++) await _room.Get<PasswordCheck>().FindAsync("ann", "wrong");

        var made = (await _room.Get<PersonReset>().RunAsync(" Ann ")).Value;

        Assert.Equal(("ann", false, _room.Time.GetUtcNow().UtcDateTime.AddHours(48)), (made.UserName, made.IsDisabled, made.Until));
        Assert.DoesNotContain(made.Password, made.ToString(), StringComparison.Ordinal);
        Assert.Null(await _room.Get<SignInStore>().FindAsync(key, seen: true));
        Assert.Equal(new TwoFactorState(null, 0), await twoFactor.ReadAsync(ann.Id));
        Assert.Null(await _room.Get<PasswordCheck>().FindAsync("ann", AccessRoom.Password));
        var found = await _room.Get<PasswordCheck>().FindAsync("ann", made.Password);
        Assert.Equal((made.Until, false), (found!.OneTimePasswordUntil, found.TwoFactorEnabled));
    }

    [Fact]
    public async Task OneTimePassword_AfterTwoDays_WorksNoMore()
    {
        await _room.AddAsync();
        var made = (await _room.Get<PersonReset>().RunAsync("ann")).Value;
        _room.Time.Advance(PersonReset.Lifetime);
        Assert.Null(await _room.Get<PasswordCheck>().FindAsync("ann", made.Password));
    }

    [Fact]
    public async Task Reset_OfSomebodyDisabled_SaysSo_AndOfNobodyToo()
    {
        var ann = await _room.AddAsync();
        _room.Change(ann.Id, u => u.DisabledAt = _room.Time.GetUtcNow().UtcDateTime);
        Assert.True((await _room.Get<PersonReset>().RunAsync("ann")).Value.IsDisabled);
        Assert.Equal("Nobody signs in as 'bob'.", (await _room.Get<PersonReset>().RunAsync("bob")).Error!.Message);
    }

    public void Dispose() => _room.Dispose();
}

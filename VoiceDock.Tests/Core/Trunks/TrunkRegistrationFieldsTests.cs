using System.Text;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Trunks;

/// <summary>The fields of a trunk that registers, and of one whose PBX registers with us.</summary>
[Trait("Kind", "Unit")]
public sealed class TrunkRegistrationFieldsTests : IDisposable
{
    private const string Secret = "canary-Pa55word-of-the-pbx";

    private readonly DomainRooms _rooms = new();

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task NothingSaid_NobodyRegisters()
    {
        var trunk = (await _rooms.Trunks.CreateAsync(TrunkSamples.Office(), TrunkSamples.Ann)).Value;

        Assert.Equal((false, 600, false, null), (trunk.Register, trunk.RegisterExpires, trunk.AcceptsRegistration, trunk.RegistrationUsername));
        Assert.Equal(CredentialState.None, _rooms.Credentials.RegistrationStateOf(trunk.Id));
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    [InlineData(86400, true)]
    [InlineData(86401, false)]
    public void Expires_HasItsRange(int seconds, bool isFine)
    {
        var input = TrunkSamples.Office();
        input.RegisterExpires = seconds;

        Assert.Equal(isFine ? [] : ["register_expires"], Problems(input));
    }

    [Fact]
    public void Register_WithoutAUser_IsRefused()
    {
        var input = TrunkSamples.Office();
        (input.Register, input.Username, input.AuthUsername) = (true, null, null);

        Assert.Equal(["username"], Problems(input));
        input.AuthUsername = "digest-user";
        Assert.Empty(Problems(input));
    }

    [Fact]
    public void Accepting_WithoutAUser_IsRefused()
    {
        var input = TrunkSamples.Office();
        input.AcceptsRegistration = true;

        Assert.Equal(["registration_username"], Problems(input));
        input.RegistrationUsername = "a:b";
        Assert.Equal(["registration_username"], Problems(input));
    }

    [Fact]
    public void BothDirections_AtOnce_AreRefused()
    {
        var input = Accepting("pbx");
        input.Register = true;

        Assert.Equal(["accepts_registration"], Problems(input));
    }

    [Fact]
    public async Task Accepting_WithoutAPassword_IsRefused()
    {
        var input = Accepting("pbx");
        input.RegistrationPassword = null;

        Assert.StartsWith("registration_password", (await _rooms.Trunks.CreateAsync(input, TrunkSamples.Ann)).Error!.Details.Single(), StringComparison.Ordinal);

        var trunk = (await _rooms.Trunks.CreateAsync(Accepting("pbx"), TrunkSamples.Ann)).Value;
        var cleared = await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { RegistrationPassword = (string?)null }, TrunkSamples.Ann);
        Assert.Equal("validation_failed", cleared.Error!.Code);
    }

    [Fact]
    public async Task TwoTrunks_DoNotShareARegistrationUser()
    {
        var first = (await _rooms.Trunks.CreateAsync(Accepting("pbx"), TrunkSamples.Ann)).Value;

        var second = await _rooms.Trunks.CreateAsync(Accepting("pbx"), TrunkSamples.Ann);

        Assert.Contains($"'{first.Name}'", second.Error!.Details.Single(), StringComparison.Ordinal);
        Assert.True((await _rooms.Trunks.CreateAsync(Accepting("other"), TrunkSamples.Ann)).IsOk);
        Assert.True((await _rooms.Trunks.UpdateAsync(first.Id, new TrunkPatch { Name = "New name" }, TrunkSamples.Ann)).IsOk);
    }

    [Fact]
    public async Task BothPasswords_AreSealedApart()
    {
        var trunk = (await _rooms.Trunks.CreateAsync(Accepting("pbx"), TrunkSamples.Ann)).Value;

        Assert.Equal(TrunkSamples.Password, Encoding.UTF8.GetString(_rooms.Credentials.CopyPassword(trunk.Id)!));
        Assert.Equal(Secret, Encoding.UTF8.GetString(_rooms.Credentials.CopyRegistrationPassword(trunk.Id)!));
        Assert.Null(TrunkInput.From(trunk).RegistrationPassword);

        await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Password = (string?)null, RegistrationPassword = "second" }, TrunkSamples.Ann);
        Assert.Null(_rooms.Credentials.CopyPassword(trunk.Id));
        Assert.Equal("second", Encoding.UTF8.GetString(_rooms.Credentials.CopyRegistrationPassword(trunk.Id)!));

        await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { AcceptsRegistration = false, RegistrationPassword = (string?)null }, TrunkSamples.Ann);
        await using var db = _rooms.Storage.OpenDb();
        Assert.Equal(0, await db.Set<TrunkSecret>().CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SealedPassword_PutIntoTheOtherField_IsCorrupt()
    {
        var trunk = (await _rooms.Trunks.CreateAsync(Accepting("pbx"), TrunkSamples.Ann)).Value;
        await using (var db = _rooms.Storage.OpenDb())
        {
            var row = await db.Set<TrunkSecret>().SingleAsync(TestContext.Current.CancellationToken);
            (row.Password, row.RegistrationPassword) = (row.RegistrationPassword, row.Password);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await _rooms.LoadAsync();

        Assert.Equal((CredentialState.Corrupt, CredentialState.Corrupt), (_rooms.Credentials.StateOf(trunk.Id), _rooms.Credentials.RegistrationStateOf(trunk.Id)));
        Assert.Null(_rooms.Credentials.CopyRegistrationPassword(trunk.Id));
    }

    private static TrunkInput Accepting(string user)
    {
        var input = TrunkSamples.Office();
        (input.AcceptsRegistration, input.RegistrationUsername, input.RegistrationPassword) = (true, user, Secret);
        return input;
    }

    private static IEnumerable<string> Problems(TrunkInput input) => new TrunkRules().Problems(input).Select(p => p.Field).Distinct();
}

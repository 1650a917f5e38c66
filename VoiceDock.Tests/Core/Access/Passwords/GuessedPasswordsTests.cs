using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Access.Passwords;

/// <summary>What may be a password, as the program is put together: by estimate, by the names of the person and the place, by the operator's list.</summary>
[Trait("Kind", "Unit")]
public sealed class GuessedPasswordsTests : IDisposable
{
    private readonly string _list = Path.Combine(Path.GetTempPath(), $"refused-{Guid.NewGuid():N}.txt");

    [Theory]
    [InlineData("ann.office", "ann.office2026")]
    [InlineData("ann.office", "officeann2026!")]
    [InlineData("ann.office", "ANN-office-ann")]
    [InlineData("wolkenstein@example.com", "Wolkenstein26!")]
    [InlineData("ann", "voicedock2026!")]
    [InlineData("ann", "correcthorsebatterystaple")]
    [InlineData("ann", "Correct Horse Battery Staple")]
    [InlineData("ann", "Passwort1234")]
    public async Task Create_AGuessedPassword_IsRefusedAndSaysWhatToDo(string name, string password)
    {
        using var storage = new TestStorage();
        var error = Assert.Single((await CreateAsync(storage, name, password)).Errors);
        Assert.Equal("PasswordGuessed", error.Code);
        Assert.Contains("Take several words", error.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(password, error.Description, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Create_TooShort_HearsOfTheLengthAlone()
    {
        using var storage = new TestStorage();
        Assert.Equal("PasswordTooShort", Assert.Single((await CreateAsync(storage, "ann", "password")).Errors).Code);
    }

    [Fact]
    public async Task Create_OnTheOperatorsList_IsRefusedWhateverItsCase()
    {
        await File.WriteAllLinesAsync(_list, ["short", "three red bicycles", "ytpfdbcbvjcnm"]);
        using var storage = new TestStorage(settings: ("Security:RefusedPasswordsFile", _list));
        Assert.Equal("PasswordGuessed", Assert.Single((await CreateAsync(storage, "ann", "Three Red Bicycles")).Errors).Code);
        Assert.Equal("PasswordGuessed", Assert.Single((await CreateAsync(storage, "ann", "ytpfdbcbvjcnm")).Errors).Code);
        Assert.True((await CreateAsync(storage, "ann", "three red bicycles home")).Succeeded);
    }

    [Fact]
    public void Start_ListThatIsNotThere_NamesSettingAndFile() =>
        Assert.Matches("Security:RefusedPasswordsFile, '.*refused-.*', cannot be read", Assert.Throws<StartupException>(Start).Message);

    [Fact]
    public void Start_ListOfShortOnesAlone_SaysThatItRefusesNothing()
    {
        File.WriteAllLines(_list, ["password", "12345678901"]);
        Assert.Contains("no line of 12 characters", Assert.Throws<StartupException>(Start).Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_list);

    private void Start() => new TestStorage(settings: ("Security:RefusedPasswordsFile", _list)).Dispose();

    private static async Task<IdentityResult> CreateAsync(TestStorage storage, string name, string password)
    {
        await using var scope = storage.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UserManager<User>>().CreateAsync(new User { Id = Guid.CreateVersion7(), UserName = name, CreatedAt = DateTime.UnixEpoch }, password);
    }
}

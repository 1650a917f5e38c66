using System.Net;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Forms.Access;

/// <summary>A form that is refused comes back with what was typed, but for the password: that went to the server and stays there.</summary>
[Trait("Kind", "Api")]
public sealed class TypedPasswordTests
{
    private const string TypedSecret = "typed-Pa55word-wrong";

    [Fact]
    public async Task RefusedSignIn_ComesBackWithoutThePassword()
    {
        await using var app = new ConsoleUnderTest();
        await app.InitializeAsync();
        using var browser = app.NewConsole();

        var page = await browser.SignInAsync(TypedSecret);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains($"value=\"{AppUnderTest.UserName}\"", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(TypedSecret, page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedChangeOfPassword_ComesBackWithoutAnyOfThem()
    {
        await using var app = new ConsoleUnderTest();
        await app.InitializeAsync();
        using var browser = app.NewConsole();
        await browser.SignInAsync();

        var page = await browser.PostAsync("/settings/account", "password", ("Input.Current", TypedSecret), ("Input.New", TypedSecret + "2"), ("Input.Repeat", TypedSecret + "3"));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain(TypedSecret, page.Body, StringComparison.Ordinal);
    }
}

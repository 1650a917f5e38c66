using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Calls.Drain;
using VoiceDock.Core.Common;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Http;

/// <summary>Health: one word for strangers, reasons for who may read them, not ready from the moment the program is being stopped.</summary>
[Trait("Kind", "Api")]
public sealed class ReadyTests : IAsyncLifetime
{
    private readonly ApiUnderTest _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    [Fact]
    public async Task WhileDraining_IsNotReadyButLives()
    {
        var key = await _app.CreateKeyAsync();
        using var stranger = _app.CreateApi(key: null);
        Assert.Equal((200, "Healthy"), await ReadAsync(stranger, "/healthz/ready"));
        Assert.Equal("ok", (string?)(await stranger.Get("/health"))["status"]);

        _app.Get<CallDrain>().Begin();

        Assert.Equal((503, "Unhealthy"), await ReadAsync(stranger, "/healthz/ready"));
        Assert.Equal((200, "Healthy"), await ReadAsync(stranger, "/healthz/live"));
        var health = await stranger.Get("/health");
        Assert.Equal((200, "degraded", "ok"), (health.Code, (string?)health["status"], (string?)health["checks"]!["database"]!["status"]));

        using var program = _app.CreateApi(key);
        var reasons = await ApiReply.SendAsync(program.Http, HttpMethod.Get, "/healthz/ready");
        Assert.Equal((503, "unhealthy"), (reasons.Code, (string?)reasons["status"]));
        Assert.StartsWith("VoiceDock is being stopped; calls that go on: 0", (string?)reasons["checks"]!["drain"]!["reason"], StringComparison.Ordinal);
        Assert.Equal("healthy", (string?)reasons["checks"]!["database"]!["status"]);
    }

    [Fact]
    public async Task Reasons_AreForWhoIsSignedInOrHasAKey()
    {
        using var wrong = _app.CreateApi("vd_live_00000000000000000000000000000000000000000000000000000");
        Assert.Equal((200, "Healthy"), await ReadAsync(wrong, "/healthz/ready"));

        await using var scope = _app.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<FirstRun>()
            .CreateAdminAsync(_app.Get<SetupToken>().Issue(), AppUnderTest.UserName, AppUnderTest.Password);
        Assert.True(made.IsOk);
        using var person = new FormClient(_app.BaseUrl);
        await person.SignInAsync(AppUnderTest.UserName, AppUnderTest.Password);
        var reasons = await ApiReply.SendAsync(person.Http, HttpMethod.Get, "/healthz/ready");
        Assert.Equal(["database", "drain", "history"], reasons["checks"]!.AsObject().Select(c => c.Key).Order());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<(int, string)> ReadAsync(ApiClient client, string path)
    {
        var reply = await ApiReply.SendAsync(client.Http, HttpMethod.Get, path);
        return (reply.Code, reply.Text);
    }
}

using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Access;
using VoiceDock.Core.Practice;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Diagnostics;

/// <summary>The program, and a practice PBX beside it that is reached by packets. Each test takes a key of its own: runs are counted per key.</summary>
public sealed class DiagnosticsFixture : IAsyncLifetime
{
    /// <summary>The password of every trunk; must not come out anywhere.</summary>
    public const string Password = "canary-d0ctor-91ab";

    private readonly PracticePbx _pbx = new(new PracticeOptions { Username = "voicedock", Password = Password }, TimeProvider.System, NullLoggerFactory.Instance);
    private int _trunks;

    public ApiUnderTest App { get; } = new() { Settings = { ["Api:RequestsPerMinute"] = "10000" } };

    /// <summary>Makes the trunks.</summary>
    public ApiClient Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _pbx.Start();
        await App.InitializeAsync();
        Admin = await ClientAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _pbx.DisposeAsync();
    }

    public async Task<ApiClient> ClientAsync(params string[] scopes) =>
        App.CreateApi(await App.CreateKeyAsync(new ApiKeyInput { Name = "Doctor's key", Scopes = scopes.Length == 0 ? ApiScopes.All : scopes }));

    public async Task<ApiClient> ClientOfAsync(string trunkId) =>
        App.CreateApi(await App.CreateKeyAsync(new ApiKeyInput { Name = "Bound", Scopes = ApiScopes.All, TrunkIds = [Guid.Parse(trunkId)] }));

    /// <summary>A trunk to the practice PBX.</summary>
    public Task<string> TrunkAsync(string password = Password) => TrunkToAsync(_pbx.Address.Port, password);

    /// <summary>A trunk to a port on loopback.</summary>
    public async Task<string> TrunkToAsync(int port, string password = Password)
    {
        var made = await Admin.Post("/sip-trunks", $$"""
            {"name":"Examined {{++_trunks}}","host":"{{IPAddress.Loopback}}","port":{{port}},"provider":"freepbx","username":"voicedock","password":"{{password}}"}
            """);
        Assert.Equal(201, made.Code);
        return (string)made["trunk"]!["id"]!;
    }

    /// <summary>The report once the run is over, as polled.</summary>
    public static async Task<ApiReply> PollAsync(ApiClient api, string trunk, string report)
    {
        ApiReply? last = null;
        await Eventually.AskedAsync(async () => (string?)(last = await api.Get($"/sip-trunks/{trunk}/diagnose/{report}"))["report"]!["status"] != "running",
            "the run was over", TimeSpan.FromSeconds(60));
        return last!;
    }
}

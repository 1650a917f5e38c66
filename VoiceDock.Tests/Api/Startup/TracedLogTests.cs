using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VoiceDock.Tests.Core.Calls.Recovery;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Startup;

/// <summary>
/// The real program with everything logged that it and its framework can log, through sign-in, set-up, API keys right and wrong, and calls with digest
/// sign-in at the PBX: no secret reaches the log, and what is said of a call carries its id (F9, T6).
/// </summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed partial class TracedLogTests : IAsyncDisposable
{
    private const string Password = "canary-sign-in-Pa55word";

    private readonly KilledRig _rig = new();

    [Fact]
    public async Task Log_AtTrace_HoldsNoSecret()
    {
        await _rig.PrepareAsync();
        string[] everything = [.. new[] { "Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Hosting", "System" }.Select(c => $"--Logging:LogLevel:{c}=Trace")];
        await using var program = await _rig.StartAsync(["--Log:Format=json", "--Metrics:Token=canary-metrics-token-0123", .. everything]);
        List<string> secrets = [Password, CallRig.Password, _rig.Key, _rig.Key[8..30], "canary-metrics-token"];

        secrets.AddRange(await SignInAsync(program));
        await UseKeysAsync();
        var call = await CallAsync();

        Assert.Equal(0, await program.StopAsync());
        var lines = program.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l.StartsWith('{')).ToList();
        var log = string.Join('\n', lines);
        Assert.All(lines, l => Assert.StartsWith("{\"at\":", l, StringComparison.Ordinal));
        // It was at Trace, of the program and of its framework.
        Assert.Contains(lines, l => l.Contains("\"level\":\"trace\"", StringComparison.Ordinal) && l.Contains("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Contains("/setup?token=***", log, StringComparison.Ordinal);
        Assert.All(secrets, s => Assert.DoesNotContain(s, log, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotMatch(DigestSecret(), log);
        Assert.All(lines, l => Assert.NotNull(JsonNode.Parse(l)));
        Assert.Contains(lines, l => (string?)JsonNode.Parse(l)!["call_id"] == call);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    // Set-up by its link, sign-out, sign-in; the cookies and the link's token are secrets as well.
    private static async Task<IEnumerable<string>> SignInAsync(StartedVoiceDock program)
    {
        var link = SetUpLink().Match(program.Output);
        using var person = new FormClient(link.Groups["console"].Value);
        using var made = await person.SubmitAsync($"/setup?token={link.Groups["token"].Value}", ("Input.UserName", "ann"), ("Input.Password", Password));
        Assert.Equal(302, (int)made.StatusCode);
        using var other = new FormClient(link.Groups["console"].Value);
        using var refused = await other.SubmitAsync("/login", ("Input.UserName", "ann"), ("Input.Password", Password + "x"));
        Assert.Equal(200, (int)refused.StatusCode);
        using var signedIn = await other.SubmitAsync("/login", ("Input.UserName", "ann"), ("Input.Password", Password));
        Assert.Equal(302, (int)signedIn.StatusCode);
        using var page = await other.Http.GetAsync("/settings/account", TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)page.StatusCode);
        return made.Headers.Concat(signedIn.Headers).Where(h => h.Key == "Set-Cookie").SelectMany(h => h.Value)
            .Select(c => c.Split(';')[0].Split('=', 2)[1]).Where(v => v.Length > 20).Select(v => v[..20]).Append(link.Groups["token"].Value);
    }

    private async Task UseKeysAsync()
    {
        Assert.Equal(200, (await _rig.Api.Get("/sip-trunks")).Code);
        Assert.Equal(401, (await _rig.Api.Get("/sip-trunks", ("Authorization", $"Bearer {_rig.Key[..^4]}XXXX"))).Code);
        Assert.Equal(400, (await _rig.Api.Get($"/sip-trunks?api_key={_rig.Key[..^1]}0")).Code);
        Assert.Equal(401, (await ApiReply.SendAsync(_rig.Api.Http, HttpMethod.Get, "/metrics", headers: [("Authorization", "Bearer canary-metrics-token-9999")])).Code);
        var trunk = await _rig.Api.Post("/sip-trunks", $$"""{"name":"Canary","host":"127.0.0.1","port":5099,"auth_username":"u","auth_password":"{{Password}}"}""");
        Assert.Equal(201, trunk.Code);
    }

    private async Task<string> CallAsync()
    {
        var caller = await _rig.TransferredAsync(0);
        string? id = null;
        await Eventually.AskedAsync(async () => (id = (string?)(await _rig.Api.Get("/calls?status=transferred"))["calls"]!.AsArray().FirstOrDefault()?["id"]) is not null, "the call is listed");
        caller.HangUp();
        await caller.Over.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);
        await Eventually.AskedAsync(async () => await _rig.CountAsync("transferred") == 0, "the call is over");
        return id!;
    }

    [GeneratedRegex(@"Console:\s+(?<console>http://127\.0\.0\.1:\d+)/setup\?token=(?<token>\S+)")]
    private static partial Regex SetUpLink();

    [GeneratedRegex("""(?:nonce|cnonce|response|opaque)=\\?"?(?!\*)[0-9A-Za-z+/]{8,}|Digest username|inline:[A-Za-z0-9+/]{20}|Bearer [^*\s]{8}""", RegexOptions.IgnoreCase)]
    private static partial Regex DigestSecret();
}

using VoiceDock.Core.Access;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Diagnostics;

/// <summary>What the doctor's API does not take, does not show and does not allow.</summary>
[Trait("Kind", "Api")]
public sealed class DiagnoseRefusalTests(DiagnosticsFixture fixture) : IClassFixture<DiagnosticsFixture>
{
    private const string Nobody = "0198c000-0000-7000-8000-000000000000";

    public static TheoryData<string, string, string> Wrong => new()
    {
        { """{"mode":"loud"}""", "validation_failed", "mode" },
        { """{"mode":7}""", "validation_failed", "mode" },
        { """{"mode":""}""", "validation_failed", "mode" },
        { """{"checks":["dns","smell"]}""", "validation_failed", "checks: the 2. is none of config, dns" },
        { """{"checks":[]}""", "validation_failed", "checks" },
        { """{"checks":"dns"}""", "validation_failed", "checks" },
        { """{"checks":[1]}""", "validation_failed", "checks" },
        { """{"destination":31612345678}""", "validation_failed", "destination" },
        { """{"mode":"dry_run"}""", "validation_failed", "destination" },
        { """{"mode":"ring"}""", "validation_failed", "destination" },
        { """{"mode":"tone","destination":null}""", "validation_failed", "destination" },
        { """{"mode":"ring","destination":"not a number!"}""", "invalid_destination", "destination" },
        { """{"mode":"dry_run","destination":"sip:200@elsewhere.example"}""", "invalid_destination", "destination" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task WrongOrder_NamesTheField(string body, string code, string detail)
    {
        using var api = await fixture.ClientAsync();
        var trunk = await fixture.TrunkAsync();

        var reply = await api.Post($"/sip-trunks/{trunk}/diagnose", body);
        var newest = await api.Get($"/sip-trunks/{trunk}/diagnose");

        Assert.Equal((400, code), (reply.Code, reply.ErrorCode));
        Assert.StartsWith(detail, (string)reply["details"]![0]!, StringComparison.Ordinal);
        Assert.Equal(404, newest.Code);
    }

    [Fact]
    public async Task EveryWrongField_IsNamedAtOnce()
    {
        using var api = await fixture.ClientAsync();

        var reply = await api.Post($"/sip-trunks/{await fixture.TrunkAsync()}/diagnose", """{"mode":"loud","checks":["smell"]}""");

        Assert.Equal(2, reply["details"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task BodyThatIsNoObject_IsRefused(string body)
    {
        using var api = await fixture.ClientAsync();

        var reply = await api.Post($"/sip-trunks/{await fixture.TrunkAsync()}/diagnose", body);

        Assert.Equal((400, "invalid_request"), (reply.Code, reply.ErrorCode));
    }

    [Fact]
    public async Task UnknownField_IsNamedInWarnings_OrRefusedWhenStrictIsPreferred()
    {
        using var api = await fixture.ClientAsync();
        var trunk = await fixture.TrunkAsync();
        const string body = """{"checks":["config"],"colour":"blue"}""";

        var strict = await api.Post($"/sip-trunks/{trunk}/diagnose", body, ("Prefer", "handling=strict"));
        var lenient = await api.Post($"/sip-trunks/{trunk}/diagnose", body);

        Assert.Equal((400, "unknown_field"), (strict.Code, strict.ErrorCode));
        Assert.Equal((202, "colour: unknown field, ignored"), (lenient.Code, (string?)lenient["warnings"]![0]));
    }

    [Fact]
    public async Task UnknownTrunkOrReport_IsNotFound_WhateverTheId()
    {
        using var api = await fixture.ClientAsync();
        var trunk = await fixture.TrunkAsync();
        var other = await fixture.TrunkAsync();
        var report = (string)(await api.Post($"/sip-trunks/{trunk}/diagnose", """{"checks":["config"]}"""))["report"]!["id"]!;

        ApiReply[] replies =
        [
            await api.Post($"/sip-trunks/{Nobody}/diagnose", "{}"), await api.Post("/sip-trunks/x/diagnose", "{}"),
            await api.Get($"/sip-trunks/{Nobody}/diagnose"), await api.Get("/sip-trunks/x/diagnose"),
            await api.Get($"/sip-trunks/{trunk}/diagnose/{Nobody}"), await api.Get($"/sip-trunks/{trunk}/diagnose/x"),
            await api.Get($"/sip-trunks/{other}/diagnose/{report}"), await api.Delete($"/sip-trunks/{other}/diagnose/{report}"),
            await api.Delete($"/sip-trunks/{trunk}/diagnose/x"),
        ];

        Assert.All(replies, r => Assert.Equal((404, "not_found"), (r.Code, r.ErrorCode)));
        Assert.Equal(200, (await api.Get($"/sip-trunks/{trunk}/diagnose/{report}")).Code);
    }

    [Fact]
    public async Task KeyBoundToAnotherTrunk_SeesNothing()
    {
        var (mine, foreign) = (await fixture.TrunkAsync(), await fixture.TrunkAsync());
        using var bound = await fixture.ClientOfAsync(mine);
        using var free = await fixture.ClientAsync();
        var report = (string)(await free.Post($"/sip-trunks/{foreign}/diagnose", """{"checks":["config"]}"""))["report"]!["id"]!;

        ApiReply[] replies =
        [
            await bound.Post($"/sip-trunks/{foreign}/diagnose", "{}"), await bound.Get($"/sip-trunks/{foreign}/diagnose"),
            await bound.Get($"/sip-trunks/{foreign}/diagnose/{report}"), await bound.Delete($"/sip-trunks/{foreign}/diagnose/{report}"),
            await bound.Get($"/sip-trunks/{mine}/diagnose/{report}"),
        ];
        var own = await bound.Post($"/sip-trunks/{mine}/diagnose", """{"checks":["config"]}""");

        Assert.All(replies, r => Assert.Equal((404, "not_found"), (r.Code, r.ErrorCode)));
        Assert.Equal(202, own.Code);
    }

    [Theory]
    [InlineData("""{"mode":"ring","destination":"200"}""")]
    [InlineData("""{"mode":"tone","destination":"200"}""")]
    [InlineData("""{"mode":"nobody"}""")]
    public async Task ModesThatCall_NeedCallsControl(string body)
    {
        using var api = await fixture.ClientAsync(ApiScopes.DiagnosticsRun);
        var trunk = await fixture.TrunkAsync();

        var reply = await api.Post($"/sip-trunks/{trunk}/diagnose", body);
        var silent = await api.Post($"/sip-trunks/{trunk}/diagnose", """{"checks":["config"]}""");

        Assert.Equal((403, "forbidden_scope"), (reply.Code, reply.ErrorCode));
        Assert.Contains(ApiScopes.CallsControl, (string?)reply["message"], StringComparison.Ordinal);
        Assert.Equal(202, silent.Code);
    }

    [Fact]
    public async Task OwnNumber_IsRefusedAsADestination()
    {
        using var api = await fixture.ClientAsync();
        await fixture.Admin.Post("/numbers", """{"phone_number":"+31201239876"}""");

        var reply = await api.Post($"/sip-trunks/{await fixture.TrunkAsync()}/diagnose", """{"mode":"dry_run","destination":"+31201239876"}""");

        Assert.Equal((403, "own_number"), (reply.Code, reply.ErrorCode));
    }

    [Fact]
    public async Task SixthRunInAMinute_AndThirdAtOnce_HaveToWait()
    {
        using var silent = new SilentPeer();
        using var api = await fixture.ClientAsync();
        var trunks = new[] { await fixture.TrunkToAsync(silent.Port), await fixture.TrunkToAsync(silent.Port), await fixture.TrunkAsync() };
        var first = await api.Post($"/sip-trunks/{trunks[0]}/diagnose", "{}");
        var second = await api.Post($"/sip-trunks/{trunks[1]}/diagnose", "{}");

        var third = await api.Post($"/sip-trunks/{trunks[2]}/diagnose", "{}");
        foreach (var (trunk, begun) in ((string, ApiReply)[])[(trunks[0], first), (trunks[1], second)])
        {
            await api.Delete($"/sip-trunks/{trunk}/diagnose/{begun["report"]!["id"]}");
            // A run that was stopped still counts until it is over.
            await DiagnosticsFixture.PollAsync(api, trunk, (string)begun["report"]!["id"]!);
        }

        for (var run = 3; run <= 5; run++)
        {
            var begun = await api.Post($"/sip-trunks/{trunks[2]}/diagnose", """{"checks":["config"]}""");
            await DiagnosticsFixture.PollAsync(api, trunks[2], (string)begun["report"]!["id"]!);
        }

        var sixth = await api.Post($"/sip-trunks/{trunks[2]}/diagnose", """{"checks":["config"]}""");

        Assert.All([third, sixth], r => Assert.Equal((429, "rate_limit_exceeded"), (r.Code, r.ErrorCode)));
        Assert.All([third, sixth], r => Assert.InRange(int.Parse(r.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60));
    }
}

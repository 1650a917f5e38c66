using System.Text.Json.Nodes;

namespace VoiceDock.Tests.Api.Trunks;

[Trait("Kind", "Api")]
public sealed class TrunkApiTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly string[] _readOnly =
    [
        "id", "org_id", "name", "host", "address", "outbound_address", "port", "srv", "transport", "tls_ca_pem", "provider", "username", "auth_username", "has_password",
        "credential_state", "inbound_addresses", "caller_id_number", "outbound_number", "realm", "allow_md5", "register", "register_expires",
        "accepts_registration", "registration_username", "registration", "codecs", "number_format", "number_country",
        "number_prefix", "allow_extensions", "extension_pattern", "caller_id_policy", "caller_id_header", "ring_timeout_seconds", "max_concurrent_calls",
        "max_calls_per_second", "srtp", "media_latch", "early_media", "backup_trunk_id", "on_far_loss", "after_hangup", "is_active", "number_count", "active_calls", "from_user", "from_domain",
        "transfer_method", "refer_support", "headers", "max_calls_per_day", "max_minutes_per_day", "today", "alerts",
        "created_at", "updated_at", "health", "options_interval_seconds",
    ];

    private ApiClient Api => fixture.Api;

    [Fact]
    public async Task Create_Minimal_GivesTheSameTrunkUnderBothNamesWithEveryMember()
    {
        var reply = await Api.Post("/sip-trunks", """{"name":"Office PBX","host":"pbx.example.com"}""");

        Assert.Equal(201, reply.Code);
        Assert.True(JsonNode.DeepEquals(reply["sip_trunk"], reply["trunk"]));
        Assert.Equal(_readOnly.Order(), reply["trunk"]!.AsObject().Select(m => m.Key).Order());
        Assert.Equal(5060, (int)reply["trunk"]!["port"]!);
        Assert.Equal("udp", (string?)reply["trunk"]!["transport"]);
        Assert.False((bool)reply["trunk"]!["has_password"]!);
        Assert.Equal("none", (string?)reply["trunk"]!["credential_state"]);
        Assert.Equal("unknown", (string?)reply["trunk"]!["refer_support"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", (string?)reply["trunk"]!["created_at"]);
        Assert.Null(reply["warnings"]);
    }

    [Fact]
    public async Task Backup_IsShownRefusedInACircleAndNulledWithItsTrunk()
    {
        var backup = (string)(await Api.Post("/sip-trunks", """{"name":"Backup","host":"b.example.com"}"""))["trunk"]!["id"]!;
        var made = await Api.Post("/sip-trunks", $$"""{"name":"First","host":"a.example.com","backup_trunk_id":"{{backup}}"}""");
        var id = (string)made["trunk"]!["id"]!;

        var circle = await Api.Patch($"/sip-trunks/{backup}", $$"""{"backup_trunk_id":"{{id}}"}""");
        var unknown = await Api.Patch($"/sip-trunks/{id}", $$"""{"backup_trunk_id":"{{Guid.NewGuid()}}"}""");
        var malformed = await Api.Patch($"/sip-trunks/{id}", """{"backup_trunk_id":"Backup"}""");

        Assert.Equal(backup, (string?)made["trunk"]!["backup_trunk_id"]);
        Assert.Equal((422, "backup_cycle"), (circle.Code, circle.ErrorCode));
        Assert.Equal((400, "unknown_trunk"), (unknown.Code, unknown.ErrorCode));
        Assert.Equal(400, malformed.Code);
        await Api.Delete($"/sip-trunks/{backup}");
        Assert.Null((await Api.Get($"/sip-trunks/{id}"))["trunk"]!["backup_trunk_id"]);
    }

    public static TheoryData<string, string, string> Spellings => new()
    {
        { """{"name":"A","address":"pbx.example.com"}""", "host", "\"pbx.example.com\"" },
        { """{"name":"A","outbound_address":"pbx.example.com"}""", "host", "\"pbx.example.com\"" },
        { """{"name":"A","address":"sip:PBX.example.com:5070"}""", "host", "\"pbx.example.com\"" },
        { """{"name":"B","address":"sip:PBX.example.com:5070"}""", "port", "5070" },
        { """{"name":"A","address":"pbx.example.com:5070","port":5070}""", "port", "5070" },
        { """{"name":"A","host":"srv.example.com"}""", "srv", "true" },
        { """{"name":"A","host":"srv.example.com","port":5060}""", "srv", "false" },
        { """{"name":"A","host":"192.0.2.7"}""", "srv", "false" },
        { """{"name":"A","address":"[2001:db8::1]:5070"}""", "host", "\"2001:db8::1\"" },
        { """{"name":"A","host":"bücher.example"}""", "host", "\"xn--bcher-kva.example\"" },
        { """{"name":"A","host":"pbx.example.com"}""", "outbound_address", "\"pbx.example.com\"" },
        { """{"name":"A","host":"h.example","auth_username":"u"}""", "username", "\"u\"" },
        { """{"name":"A","host":"h.example","username":"u"}""", "auth_username", "\"u\"" },
        { """{"name":"A","host":"h.example","username":"u","auth_username":"v"}""", "auth_username", "\"v\"" },
        { """{"name":"A","host":"h.example","username":"u","auth_password":"p"}""", "has_password", "true" },
        { """{"name":"A","host":"h.example","outbound_number":"+31201234567"}""", "caller_id_number", "\"+31201234567\"" },
        { """{"name":"A","host":"h.example","caller_id_number":"+31201234567"}""", "outbound_number", "\"+31201234567\"" },
        { """{"name":"A","host":"h.example","transport":"UDP"}""", "transport", "\"udp\"" },
        { """{"name":"A","host":"h.example","transport":"TLS"}""", "port", "5061" },
        { """{"name":"A","host":"h.example","transport":"tcp"}""", "port", "5060" },
        { """{"name":"A","host":"h.example","provider":"some-carrier"}""", "provider", "\"some-carrier\"" },
        { """{"name":"A","host":"h.example","provider":"freeswitch"}""", "number_format", "\"e164_plain\"" },
        { """{"name":"A","host":"h.example","provider":"twilio"}""", "srtp", "\"required\"" },
        { """{"name":"A","host":"h.example","provider":"teams-sbc"}""", "port", "5061" },
        { """{"name":"A","host":"h.example","provider":"twilio","port":5060}""", "transport", "\"udp\"" },
        { """{"name":"A","host":"h.example","provider":"telnyx","username":"u","password":"p"}""", "register", "true" },
        { """{"name":"A","host":"h.example","provider":"cube","transport":"udp"}""", "transport", "\"udp\"" },
        { """{"name":"A","host":"h.example","inbound_addresses":["203.0.113.0/28"]}""", "inbound_addresses", "[\"203.0.113.0/28\"]" },
        { """{"name":"A","host":"h.example","codecs":["PCMU","G722","PCMA"]}""", "codecs", "[\"PCMU\",\"G722\",\"PCMA\"]" },
        { """{"name":"A","host":"h.example","number_format":"national","number_country":"NL"}""", "number_format", "\"national\"" },
        { """{"name":"A","host":"h.example","allow_extensions":true,"extension_pattern":"[0-9]{3}"}""", "extension_pattern", "\"[0-9]{3}\"" },
        { """{"name":"A","host":"h.example","ring_timeout_seconds":45}""", "ring_timeout_seconds", "45" },
        { """{"name":"A","host":"h.example","max_calls_per_second":0.5}""", "max_calls_per_second", "0.5" },
        { """{"name":"A","host":"h.example"}""", "early_media", "true" },
        { """{"name":"A","host":"h.example","early_media":false}""", "early_media", "false" },
        { """{"name":"A","host":"h.example","provider":"3cx","srtp":"off"}""", "srtp", "\"off\"" },
        { """{"name":"A","host":"h.example","provider":"3cx"}""", "transfer_method", "\"auto\"" },
        { """{"name":"Method","host":"h.example","provider":"twilio"}""", "transfer_method", "\"bridge\"" },
        { """{"name":"A","host":"h.example","provider":"twilio","transfer_method":"refer"}""", "transfer_method", "\"refer\"" },
        { """{"name":"No headers","host":"h.example","provider":"twilio"}""", "headers", "[]" },
        { """{"name":"A","host":"h.example","provider":"freepbx"}""", "headers", "[{\"name\":\"X-Summary\",\"value\":\"{summary}\"}]" },
        { """{"name":"A","host":"h.example","provider":"freepbx","headers":[]}""", "headers", "[]" },
        { """{"name":"A","host":"h.example","headers":[{"value":"{caller_name}","name":"X-Who"},{"name":"User-to-User","value":"{call_id}"}]}""", "headers", "[{\"name\":\"X-Who\",\"value\":\"{caller_name}\"},{\"name\":\"User-to-User\",\"value\":\"{call_id}\"}]" },
        { """{"name":"A","host":"h.example","after_hangup":"assistant"}""", "after_hangup", "\"assistant\"" },
        { """{"name":"A","host":"h.example","is_active":false}""", "is_active", "false" },
        { """{"name":"A","host":"h.example","options_interval_seconds":0}""", "options_interval_seconds", "0" },
        { """{"name":"A","host":"h.example","options_interval_seconds":60}""", "options_interval_seconds", "60" },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Create_InAnySpelling_ShowsItInBoth(string body, string member, string value)
    {
        var reply = await Api.Post("/sip-trunks", body);

        Assert.Equal(201, reply.Code);
        Assert.Equal(value, reply["trunk"]![member]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { """{"name":"","host":"h.example"}""", "validation_failed", "name" },
        { """{"name":7,"host":"h.example"}""", "validation_failed", "name" },
        { """{"name":"A\u0001","host":"h.example"}""", "validation_failed", "name" },
        { """{"host":"h.example"}""", "missing_field", "name" },
        { """{"name":"A"}""", "missing_field", "host" },
        { """{"name":"A","host":null}""", "missing_field", "host" },
        { """{"name":"A","host":"no such host!"}""", "validation_failed", "host" },
        { """{"name":"A","host":"h.example:5060"}""", "validation_failed", "host" },
        { """{"name":"A","host":"h.example","address":"other.example"}""", "validation_failed", "address" },
        { """{"name":"A","address":"h.example:5070","port":5080}""", "validation_failed", "port" },
        { """{"name":"A","host":"h.example","port":0}""", "validation_failed", "port" },
        { """{"name":"A","host":"h.example","port":70000}""", "validation_failed", "port" },
        { """{"name":"A","host":"h.example","port":5060.5}""", "validation_failed", "port" },
        { """{"name":"A","host":"h.example","port":22}""", "target_refused", "port" },
        { """{"name":"A","host":"h.example","options_interval_seconds":5}""", "validation_failed", "options_interval_seconds" },
        { """{"name":"A","host":"h.example","options_interval_seconds":4000}""", "validation_failed", "options_interval_seconds" },
        { """{"name":"A","host":"169.254.169.254"}""", "target_refused", "host" },
        { """{"name":"A","host":"h.example","password":"a","auth_password":"b"}""", "validation_failed", "auth_password" },
        { """{"name":"A","host":"h.example","username":"a:b"}""", "validation_failed", "username" },
        { """{"name":"A","host":"h.example","transport":"smoke"}""", "validation_failed", "transport" },
        { """{"name":"A","host":"h.example","inbound_addresses":["10.0.0.0/8"]}""", "validation_failed", "inbound_addresses" },
        { """{"name":"A","host":"h.example","inbound_addresses":"10.0.0.1"}""", "validation_failed", "inbound_addresses" },
        { """{"name":"A","host":"h.example","caller_id_number":"0201234567"}""", "validation_failed", "caller_id_number" },
        { """{"name":"A","host":"h.example","number_format":"roman"}""", "validation_failed", "number_format" },
        { """{"name":"A","host":"h.example","ring_timeout_seconds":4}""", "validation_failed", "ring_timeout_seconds" },
        { """{"name":"A","host":"h.example","transfer_method":"blind"}""", "validation_failed", "transfer_method" },
        { """{"name":"A","host":"h.example","headers":{"X-A":"1"}}""", "validation_failed", "headers: " },
        { """{"name":"A","host":"h.example","headers":["X-A: 1"]}""", "validation_failed", "headers[0]: " },
        { """{"name":"A","host":"h.example","headers":[{"name":"X-A"}]}""", "validation_failed", "headers[0]: " },
        { """{"name":"A","host":"h.example","headers":[{"name":"X-A","value":7}]}""", "validation_failed", "headers[0]: " },
        { """{"name":"A","host":"h.example","headers":[{"name":"X-A","value":"1","colour":"blue"}]}""", "validation_failed", "headers[0]: " },
        { """{"name":"A","host":"h.example","headers":[{"name":"X-A","value":"1"},{"name":"Via","value":"1"}]}""", "validation_failed", "headers[1].name: " },
        { """{"name":"A","host":"h.example","headers":[{"name":"X-A","value":"a\r\nVia: b"}]}""", "validation_failed", "headers[0].value: " },
        { """{"name":"A","host":"h.example","headers":[{"name":"X-A","value":"{colour}"}]}""", "validation_failed", "headers[0].value: " },
        { """{"name":"A","host":"h.example","max_calls_per_second":51}""", "validation_failed", "max_calls_per_second" },
        { """{"name":"A","host":"h.example","extension_pattern":"(a+)+"}""", "validation_failed", "extension_pattern" },
        { """{"name":"A","host":"h.example","srtp":"sometimes"}""", "validation_failed", "srtp" },
        { """{"name":"A","host":"h.example","srtp":"optional"}""", "srtp_needs_tls", "srtp" },
        { """{"name":"A","host":"h.example","transport":"udp","srtp":"required"}""", "srtp_needs_tls", "srtp" },
        { """{"name":"A","host":"h.example","codecs":["G729"]}""", "validation_failed", "codecs" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Create_Wrong_NamesTheField(string body, string code, string field)
    {
        var reply = await Api.Post("/sip-trunks", body);

        Assert.Equal(400, reply.Code);
        Assert.Equal(code, reply.ErrorCode);
        Assert.Contains(reply["details"]!.AsArray(), d => ((string)d!).StartsWith(field, StringComparison.Ordinal));
    }

    [Fact]
    public async Task UnknownFields_AreNamedInWarnings_OrRefusedWhenStrictIsPreferred()
    {
        const string body = """{"name":"A","host":"warn.example","colour":"blue","shape":"round"}""";

        var lenient = await Api.Post("/sip-trunks", body);
        var strict = await Api.Post("/sip-trunks", body, ("Prefer", "respond-async, handling=strict"));

        Assert.Equal(201, lenient.Code);
        Assert.Equal(["colour: unknown field, ignored", "shape: unknown field, ignored"], lenient["warnings"]!.AsArray().Select(w => (string)w!));
        Assert.Null(lenient["trunk"]!["colour"]);
        Assert.Equal(400, strict.Code);
        Assert.Equal("unknown_field", strict.ErrorCode);
    }

    [Fact]
    public async Task Patch_ChangesOnlyWhatWasSent_AndNullClears()
    {
        var id = await MakeAsync("""{"name":"Patch me","host":"h.example","username":"u","password":"p","caller_id_number":"+31201234567","realm":"old"}""");

        var renamed = await Api.Patch($"/sip-trunks/{id}", """{"name":"Renamed"}""");
        var cleared = await Api.Patch($"/sip-trunks/{id}", """{"outbound_number":null,"password":null}""");

        Assert.Equal("Renamed", (string?)renamed["sip_trunk"]!["name"]);
        Assert.True((bool)renamed["sip_trunk"]!["has_password"]!);
        Assert.Equal("+31201234567", (string?)renamed["sip_trunk"]!["caller_id_number"]);
        Assert.Null(cleared["sip_trunk"]!["caller_id_number"]);
        Assert.False((bool)cleared["sip_trunk"]!["has_password"]!);
        Assert.Equal("u", (string?)cleared["sip_trunk"]!["username"]);
    }

    [Fact]
    public async Task Patch_OfHeaders_ReplacesTheList_AndNullGivesThePresetsBack()
    {
        var id = await MakeAsync("""{"name":"Headers","host":"h.example","provider":"freepbx","headers":[{"name":"X-A","value":"1"}]}""");

        var kept = await Api.Patch($"/sip-trunks/{id}", """{"name":"Headers kept"}""");
        var replaced = await Api.Patch($"/sip-trunks/{id}", """{"headers":[{"name":"X-B","value":"2"}]}""");
        var reset = await Api.Patch($"/sip-trunks/{id}", """{"headers":null}""");

        Assert.Equal(["X-A", "X-B", "X-Summary"], new[] { kept, replaced, reset }.Select(r => (string?)r["trunk"]!["headers"]!.AsArray().Single()!["name"]));
    }

    [Theory]
    [InlineData("""{"host":"evil.example"}""")]
    [InlineData("""{"address":"evil.example:5060"}""")]
    [InlineData("""{"transport":"tls"}""")]
    [InlineData("""{"realm":"evil"}""")]
    public async Task Patch_ThatMovesThePassword_NeedsThePassword(string body)
    {
        var id = await MakeAsync($$"""{"name":"Keep {{Guid.NewGuid()}}","host":"h.example","username":"u","password":"p","realm":"good"}""");

        var refused = await Api.Patch($"/sip-trunks/{id}", body);
        var unchanged = await Api.Get($"/sip-trunks/{id}");
        var allowed = await Api.Patch($"/sip-trunks/{id}", body.Replace("{", """{"password":"p",""", StringComparison.Ordinal));

        Assert.Equal(400, refused.Code);
        Assert.Equal("password_required", refused.ErrorCode);
        Assert.Equal("h.example", (string?)unchanged["trunk"]!["host"]);
        Assert.Equal(200, allowed.Code);
    }

    [Fact]
    public async Task Patch_WithEmptyText_IsRefused()
    {
        var id = await MakeAsync("""{"name":"Not empty","host":"h.example","username":"u","password":"p"}""");

        var reply = await Api.Patch($"/sip-trunks/{id}", """{"password":""}""");

        Assert.Equal("validation_failed", reply.ErrorCode);
    }

    [Fact]
    public async Task List_IsNewestFirst()
    {
        var first = await MakeAsync("""{"name":"Older","host":"h.example"}""");
        var second = await MakeAsync("""{"name":"Newer","host":"h.example"}""");

        var ids = (await Api.Get("/sip-trunks"))["trunks"]!.AsArray().Select(t => (string)t!["id"]!).ToList();

        Assert.True(ids.IndexOf(second) < ids.IndexOf(first));
    }

    private async Task<string> MakeAsync(string body)
    {
        var made = await Api.Post("/sip-trunks", body);
        Assert.Equal(201, made.Code);
        return (string)made["trunk"]!["id"]!;
    }
}

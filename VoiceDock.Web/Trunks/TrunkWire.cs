using System.Text.Json.Nodes;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Api.Wire;
using F = VoiceDock.Web.Api.Wire.WireFields<VoiceDock.Web.Trunks.TrunkBody>;

namespace VoiceDock.Web.Trunks;

/// <summary>The fields of a trunk on the wire, in both official spellings.</summary>
public static class TrunkWire
{
    public static readonly WireTable<TrunkBody> Fields = new(
        "SipTrunkInput",
        F.Text("name", (b, v) => b.Patch.Name = v, "1-100 characters; need not be unique.") with { Required = true, Example = "Office PBX" },
        Host("host", "DNS name, IPv4 or IPv6. Needed under one of its names.") with { Example = "pbx.example.com" },
        Host("address", "Like host; may also carry a port and a leading sip:."),
        Host("outbound_address", "Like address."),
        F.Integer("port", (b, v) => b.Patch.Port = v, "1024-65535 without known database and admin ports; null = SRV, then 5060 (5061 for tls).") with { Example = 5060 },
        F.Text("username", (b, v) => b.Patch.Username = v, "Account at the PBX, 1-128 characters.") with { Example = "hms-sovereign" },
        F.Text("auth_username", (b, v) => b.Patch.AuthUsername = v, "User of the digest when it differs. One of the two given: both are equal."),
        F.Text("password", (b, v) => b.Patch.Password = v, "1-256 characters. Taken, never shown; absent keeps, null clears.") with
        {
            Aliases = ["auth_password"],
            WriteOnly = true,
            Example = "secure-password",
        },
        F.Text("provider", (b, v) => b.Patch.Provider = v, $"Preset: {string.Join(", ", TrunkPresets.All.Select(p => p.Slug))}; other text up to 64 characters is kept and treated as generic.") with { Example = "freepbx" },
        F.Text("transport", (b, v) => b.Patch.Transport = v, "How SIP travels.") with { Values = WireName.All<TrunkTransport>() },
        F.Text("tls_ca_pem", (b, v) => b.Patch.TlsCaPem = v, "PEM certificates of the only authorities trusted over tls, 32 KB; null = the system's."),
        F.TextList("inbound_addresses", (b, v) => b.Patch.InboundAddresses = new(v), "Addresses or CIDR networks calls are accepted from, at most 64."),
        F.Text("caller_id_number", (b, v) => b.Patch.CallerIdNumber = v, "E.164.") with { Aliases = ["outbound_number"], Example = "+31201234567" },
        F.Text("from_user", (b, v) => b.Patch.FromUser = v, "User part of From; null = username."),
        F.Text("from_domain", (b, v) => b.Patch.FromDomain = v, "Domain of From; null = host."),
        F.Text("realm", (b, v) => b.Patch.Realm = v, "The only realm the password is used for; null = learnt at the first success."),
        F.Boolean("allow_md5", (b, v) => b.Patch.AllowMd5 = v, "false = only SHA-256."),
        F.Boolean("register", (b, v) => b.Patch.Register = v, "VoiceDock registers with the PBX; needs a username."),
        F.Integer("register_expires", (b, v) => b.Patch.RegisterExpires = v, "60-86400 seconds asked for; the PBX may grant less."),
        F.Boolean("accepts_registration", (b, v) => b.Patch.AcceptsRegistration = v, "The PBX registers with VoiceDock; needs the two fields below."),
        F.Text("registration_username", (b, v) => b.Patch.RegistrationUsername = v, "User the PBX registers as, unique among such trunks."),
        F.Text("registration_password", (b, v) => b.Patch.RegistrationPassword = v, "1-256 characters. Taken, never shown; absent keeps, null clears.") with
        {
            WriteOnly = true,
        },
        F.TextList("codecs", (b, v) => b.Patch.Codecs = new(v), "PCMA, PCMU, G722 in the order they are offered."),
        F.Text("number_format", (b, v) => b.Patch.NumberFormat = v, "How numbers are dialled.") with { Values = WireName.All<NumberFormat>() },
        F.Text("number_country", (b, v) => b.Patch.NumberCountry = v, "ISO 3166 alpha-2; needed for national."),
        F.Text("number_prefix", (b, v) => b.Patch.NumberPrefix = v, "1-8 of 0-9 * #, put in front."),
        F.Boolean("allow_extensions", (b, v) => b.Patch.AllowExtensions = v, "Internal extensions may be dialled."),
        F.Text("extension_pattern", (b, v) => b.Patch.ExtensionPattern = v, "Which extensions: literals, classes and counts.") with { Example = "[0-9]{2,6}" },
        F.Text("caller_id_policy", (b, v) => b.Patch.CallerIdPolicy = v, "Which number the destination sees.") with { Values = WireName.All<CallerIdPolicy>() },
        F.Text("caller_id_header", (b, v) => b.Patch.CallerIdHeader = v, "Where it is put.") with { Values = WireName.All<CallerIdHeader>() },
        F.Text("transfer_method", (b, v) => b.Patch.TransferMethod = v, "How transfers are made: auto by REFER once that is proven on the trunk, else by a second leg. null = the preset's.") with { Values = WireName.All<TransferMethod>() },
        F.List("headers", (b, v) => b.Headers = new(v), $"Headers of every INVITE over the trunk, at most {TrunkHeaderRules.MostHeaders} of {{name, value}}: X-*, P-* but P-Asserted-Identity, Diversion, History-Info, User-to-User. A value has 1-{TrunkHeaderRules.LongestValue} characters and may hold {string.Join(", ", CallPlaceholders.Names.Select(n => $"{{{n}}}"))}; null = the preset's.") with
        {
            Example = new JsonArray(new JsonObject { ["name"] = "X-Call-Id", ["value"] = "{call_id}" }),
        },
        F.Integer("ring_timeout_seconds", (b, v) => b.Patch.RingTimeoutSeconds = v, "5-120."),
        F.Integer("max_concurrent_calls", (b, v) => b.Patch.MaxConcurrentCalls = v, "1-1000."),
        F.Number("max_calls_per_second", (b, v) => b.Patch.MaxCallsPerSecond = v, "0.1-50."),
        F.Integer("max_calls_per_day", (b, v) => b.Patch.MaxCallsPerDay = v, "Calls placed over it a day, 1-1000000; more are refused with 429 trunk_cap_reached until the day ends (Company:TimeZone). null = any number."),
        F.Integer("max_minutes_per_day", (b, v) => b.Patch.MaxMinutesPerDay = v, "Minutes its calls may last a day, all together, 1-1000000; running calls are never cut, new ones are refused. null = any number."),
        F.Integer("options_interval_seconds", (b, v) => b.Patch.OptionsIntervalSeconds = v, "Seconds between two checks by OPTIONS: 10-3600, or 0 = none; null = 30."),
        F.Text("srtp", (b, v) => b.Patch.Srtp = v, "Encrypted audio (SRTP by SDES); not off needs transport tls, else 400 srtp_needs_tls.") with { Values = WireName.All<TrunkSrtp>() },
        F.Text("media_latch", (b, v) => b.Patch.MediaLatch = v, "Whether audio may come from another address than announced.") with { Values = WireName.All<MediaLatch>() },
        F.Boolean("early_media", (b, v) => b.Patch.EarlyMedia = v, "What the far side plays before it answers (183 with SDP) is heard by the caller; else our ring-back tone. true."),
        F.Uuid("backup_trunk_id", (b, v) => b.Patch.BackupTrunkId = v?.ToString(), "Trunk a transfer goes over when this one cannot be reached; no circle (422 backup_cycle), one level used. null = none."),
        F.Text("on_far_loss", (b, v) => b.Patch.OnFarLoss = v, "Destination's line lost: what the caller gets.") with { Values = WireName.All<OnFarLoss>() },
        F.Text("after_hangup", (b, v) => b.Patch.AfterHangup = v, "Destination hung up: what the caller gets.") with { Values = WireName.All<AfterHangup>() },
        F.Boolean("is_active", (b, v) => b.Patch.IsActive = v, "false = not used."));

    /// <summary>The change a request asks for, with host and port put together from all their spellings.</summary>
    public static Result<TrunkPatch> ToPatch(WireRead<TrunkBody> read)
    {
        var problems = new List<(string Field, string What)>();
        var patch = read.Body.Patch;
        if (read.Body.Headers.IsPresent)
        {
            patch.Headers = new(TrunkHeaderWire.Read(read.Body.Headers.Value, problems));
        }

        if (read.Body.Addresses.Count > 0)
        {
            PutAddress(read.Body.Addresses, patch, problems);
        }

        return problems.Count > 0 ? Error.Validation(problems) : patch;
    }

    private static void PutAddress(List<(string Field, string? Text)> addresses, TrunkPatch patch, List<(string Field, string What)> problems)
    {
        if (addresses.Any(a => a.Field == "host" && TrunkAddress.TryParse(a.Text, out var host) && host.Port is not null))
        {
            problems.Add(("host", "must not carry a port; send it as 'port'"));
        }

        var address = TrunkAddress.Combine(addresses, patch.Port.Value, problems);
        patch.Host = address?.Host;
        if (address?.Port is { } port)
        {
            patch.Port = port;
        }
    }

    private static WireField<TrunkBody> Host(string name, string description) => F.Text(name, (b, v) => b.Addresses.Add((name, v)), description);
}

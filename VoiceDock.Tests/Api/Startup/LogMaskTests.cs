using VoiceDock.Web.Startup.Logs;

namespace VoiceDock.Tests.Api.Startup;

/// <summary>What of a line never reaches the log, however it got into the line.</summary>
[Trait("Kind", "Unit")]
public sealed class LogMaskTests
{
    [Theory]
    [InlineData("Received hub invocation: InvocationMessage { InvocationId: \"\", Target: \"BeginInvokeDotNetFromJS\", Arguments: [ 7, [{\"value\":\"canary\"}] ], StreamIds: [  ] }.")]
    [InlineData("Authorization: Digest username=\"u\", realm=\"r\", nonce=\"canary-nonce\", response=\"canary1234567890\"")]
    [InlineData("INVITE sip:1@h SIP/2.0\r\nProxy-Authorization: Digest response=\"canary\"\r\nCSeq: 1 INVITE")]
    [InlineData("authorization:Bearer canary.canary")]
    [InlineData("Headers { Authorization = Bearer canary.canary }")]
    [InlineData("{\"Authorization\":\"Bearer canary\\\"canary\"}")]
    [InlineData("WWW-Authenticate: Digest realm=\"pbx\", nonce=\"canary/canary=\", opaque=\"canary-opaque\"")]
    [InlineData("nonce=canary123456, cnonce=\\\"canary123456\\\"")]
    [InlineData("Authentication-Info: nextnonce=\"canary\", rspauth=\"canary\"")]
    [InlineData("Cookie: __Host-vd=canary; theme=dark")]
    [InlineData("Set-Cookie: vd=canary; path=/; httponly")]
    [InlineData("Identity: canary;info=<https://example.test/cert>")]
    [InlineData("m=audio 1 RTP/SAVP 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:canarycanarycanary\r\na=ptime:20")]
    [InlineData("the key inline:canarycanary|2^31 was refused")]
    [InlineData("The key vd_live_canary0123456789012345 was revoked")]
    [InlineData("GET /api/v1/calls?key=vd_test_canary0123456789 401")]
    [InlineData("Request starting HTTP/1.1 GET http://127.0.0.1:5080/setup?token=canary-canary_canary - - -")]
    [InlineData("https://console.example.test/invite?token=canary%2Dcanary&x=1")]
    [InlineData("{\"access_token\": \"canary\", \"client_secret\":\"canary\"}")]
    [InlineData("Data Source=/data/voicedock.db;Password=canary;Pooling=False")]
    [InlineData("{\"auth_password\":\"canary \\\"quoted\\\" canary\"}")]
    [InlineData("password=canary&username=ann")]
    [InlineData("Master key vdk1_canarycanarycanary_0a1b2c3d was read")]
    public void Secret_IsGone(string line)
    {
        var masked = LogMask.Apply(line);
        Assert.DoesNotContain("canary", masked, StringComparison.Ordinal);
        Assert.Contains("***", masked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Call 0198: +44 -> +4416 taken")]
    [InlineData("Trunk Office is down: it answered 401 Unauthorized without a nonce")]
    [InlineData("The bearer of bad news, a token of respect, the response was 200")]
    [InlineData("Sign-in of ann refused, locked: False, from 127.0.0.1")]
    [InlineData("identity was cleaned")]
    public void LineWithoutSecret_StaysAsItIs(string line) => Assert.Equal(line, LogMask.Apply(line));

    [Fact]
    public void WhatStandsBesideASecret_Stays()
    {
        var masked = LogMask.Apply("INVITE sip:1@h\r\nAuthorization: Digest response=\"canary\"\r\nCSeq: 7 INVITE\r\na=crypto:1 X inline:canary\r\na=ptime:20");
        Assert.Equal("INVITE sip:1@h\r\nAuthorization: ***\r\nCSeq: 7 INVITE\r\na=crypto:***\r\na=ptime:20", masked);
        Assert.Equal("GET /setup?token=***&theme=dark", LogMask.Apply("GET /setup?token=abc&theme=dark"));
    }

    [Fact]
    public void LongLineOfNearMisses_TakesLinearTime()
    {
        string[] seeds = ["nonce=", "a_a_a_", "token", "\\\\", "cookie: ", "bearer ", "inline:\\r", "password\""];
        foreach (var seed in seeds)
        {
            var line = "token " + string.Concat(Enumerable.Repeat(seed, 400_000 / seed.Length));
            var began = TimeProvider.System.GetTimestamp();
            LogMask.Apply(line);
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(5), $"'{seed}' took {TimeProvider.System.GetElapsedTime(began)}.");
        }
    }
}

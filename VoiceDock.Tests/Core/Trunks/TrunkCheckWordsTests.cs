using System.Net;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Trunks;

[Trait("Kind", "Unit")]
public sealed class TrunkCheckWordsTests
{
    private static readonly TrunkCheckSettings FreePbx = new(null, "pbx.example.com", 5060, TrunkTransport.Udp, "freepbx", "office", null);

    private static readonly IPEndPoint One = new(IPAddress.Parse("192.0.2.1"), 5060);
    private static readonly IPEndPoint Two = new(IPAddress.Parse("192.0.2.2"), 5062);

    public static TheoryData<TrunkCheckResult, string, string, string> Failures => new()
    {
        { TrunkCheckWords.NoSuchHost(FreePbx), "R01", "The name pbx.example.com does not exist in DNS.", "office's DNS" },
        { TrunkCheckWords.TargetRefused(FreePbx, "it is a link-local address."), "R03", "pbx.example.com is not called: it is a link-local address.", "LAN or public" },
        { TrunkCheckWords.Silent(FreePbx, [One]), "R04", "pbx.example.com:5060 does not answer.", "fail2ban" },
        { TrunkCheckWords.Silent(FreePbx with { Provider = "3cx", Host = "2001:db8::1" }, [One]), "R04", "[2001:db8::1]:5060 does not answer.", "firewall checker" },
        { TrunkCheckWords.Silent(FreePbx, [One, Two]), "R04", "pbx.example.com:5060 does not answer at 192.0.2.1:5060 and 192.0.2.2:5062.", "fail2ban" },
        {
            TrunkCheckWords.Silent(FreePbx with { Port = null }, [One, Two], bySrv: true), "R02",
            "DNS sends us to 192.0.2.1:5060 and 192.0.2.2:5062 for pbx.example.com, and nothing answers there.", "set its port here"
        },
        { TrunkCheckWords.PortClosed(FreePbx, [One]), "R05", "The machine pbx.example.com is there, but nothing listens on port 5060.", "chan_sip" },
        { TrunkCheckWords.PortClosed(FreePbx, [One, Two]), "R05", "pbx.example.com is there, but nothing listens at 192.0.2.1:5060 and 192.0.2.2:5062.", "chan_sip" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failure_HasRuleWordsAndAdvice(TrunkCheckResult result, string rule, string words, string advice)
    {
        Assert.False(result.Ok);
        Assert.Equal((rule, words), (result.Rule, result.Words));
        Assert.Contains(advice, result.Advice);
    }

    [Theory]
    [InlineData(200, "OK", null, "answered 200 OK in 12 ms.")]
    [InlineData(401, "Unauthorized", "R07", "asks for a password")]
    [InlineData(403, "Forbidden", "R07", "does not allow this check")]
    [InlineData(404, "Not Found", "R07", "no entry")]
    [InlineData(405, "Method Not Allowed", "R07", "That is allowed")]
    [InlineData(503, "Service Unavailable", "R19", "busy")]
    [InlineData(302, "Moved", null, "not followed")]
    [InlineData(500, null, "R07", "answered 500 in 12 ms: it is alive")]
    public void Answer_OfAnyCode_IsAlive(int status, string? reason, string? rule, string words)
    {
        var result = TrunkCheckWords.Answered(FreePbx, status, reason, "Asterisk PBX", TimeSpan.FromMilliseconds(12));

        Assert.True(result.Ok);
        Assert.Equal((rule, status, "Asterisk PBX"), (result.Rule, result.StatusCode, result.Server));
        Assert.Contains(words, result.Words);
    }

    [Fact]
    public void Answer_OfALaterTarget_NamesTheOnesBefore()
    {
        var result = TrunkCheckWords.Answered(FreePbx with { Port = null }, 200, "OK", null, TimeSpan.FromMilliseconds(12), [One]);

        Assert.Equal("pbx.example.com answered 200 OK in 12 ms. 192.0.2.1:5060 gave no answer before.", result.Words);
    }

    [Fact]
    public void Answer_TextFromTheNetwork_IsCleanedAndCut()
    {
        var result = TrunkCheckWords.Answered(FreePbx, 200, "O\r\nK\u001b[31m", new string('s', 500), TimeSpan.FromMilliseconds(0.4));

        Assert.DoesNotContain(result.Words, char.IsControl);
        Assert.Contains("in 0.4 ms", result.Words);
        Assert.Equal(200, result.Server!.Length);
    }
}

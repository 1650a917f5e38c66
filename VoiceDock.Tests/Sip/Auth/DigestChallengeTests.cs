using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Tests.Sip.Auth;

[Trait("Kind", "Unit")]
public class DigestChallengeTests
{
    private static IReadOnlyList<DigestChallenge> Parse(int status, params string[] values)
    {
        var response = new SipResponse(status);
        foreach (var value in values) response.Headers.Add(status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate", value);
        return DigestChallenge.ParseAll(response);
    }

    [Fact]
    public void ParseAll_CommasAndQuotesInsideValues_StayInside()
    {
        var challenge = Assert.Single(Parse(
            401, "DIGEST Realm = \"a, \\\"b\\\" nonce=\\\\x\" ,nonce=\"n,=1\",  opaque=\"\", STALE=TRUE,algorithm=\"SHA-256\", qop=\"auth-int, AUTH\", x=y"));

        Assert.Equal(("a, \"b\" nonce=\\x", "n,=1", "", "SHA-256", true), (challenge.Realm, challenge.Nonce, challenge.Opaque, challenge.Algorithm, challenge.Stale));
        Assert.Equal(["auth-int", "auth"], challenge.Qop);
        Assert.False(challenge.Proxy);
    }

    [Fact]
    public void ParseAll_SeveralOnLinesAndInOne_KeepTheirOrderAndOtherSchemesAreLeftOut()
    {
        var found = Parse(
            407, "Digest realm=\"1\", nonce=\"1\", Basic realm=\"no\", Digest realm=\"2\",nonce=2==,qop=auth", "Negotiate abc==", "Digest realm=3, nonce=3");

        Assert.Equal(["1", "2", "3"], found.Select(c => c.Realm));
        Assert.Equal("2==", found[1].Nonce);
        Assert.Equal("MD5", found[0].Algorithm);
        Assert.Empty(found[0].Qop);
        Assert.All(found, c => Assert.True(c.Proxy));
    }

    [Theory]
    [InlineData("Digest realm=\"a\"")]
    [InlineData("Digest nonce=\"a\"")]
    [InlineData("Digest realm=\"a, nonce=\"b\"")]
    [InlineData("Digest realm=\"a\" nonce=\"b\"")]
    [InlineData("Digest realm=\"a\", nonce=\"b\", realm=\"evil\"")]
    [InlineData("Digest realm=\"a\", nonce=\"b\", \"c\"")]
    [InlineData("Digest")]
    [InlineData("")]
    [InlineData("Basic realm=\"a\", nonce=\"b\"")]
    public void ParseAll_Malformed_IsNoChallenge(string value) => Assert.Empty(Parse(401, value));

    [Fact]
    public void ParseAll_OtherStatus_IsNoChallenge()
    {
        var response = new SipResponse(403);
        response.Headers.Add("WWW-Authenticate", "Digest realm=\"a\", nonce=\"b\"");

        Assert.Empty(DigestChallenge.ParseAll(response));
    }

    [Fact]
    public void ToString_NeverShowsNonceOrAnswer()
    {
        Assert.DoesNotContain("canary", Parse(401, "Digest realm=\"a\", nonce=\"canary\", opaque=\"canary\"")[0].ToString());
        Assert.DoesNotContain("canary", new DigestAnswer("Authorization", "canary", "a").ToString());
    }

    [Fact]
    public void ParseAll_RandomText_NeverThrows()
    {
        var random = new Random(7616);
        const string Alphabet = "Digest realm=\"a\", nonce=\\x ,\t;:=";
        for (var i = 0; i < 5000; i++)
        {
            var text = "Digest " + string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            Assert.True(Parse(401, text).Count < 20, text);
        }
    }
}

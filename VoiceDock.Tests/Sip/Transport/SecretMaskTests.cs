using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Transport;

[Trait("Kind", "Unit")]
public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("Authorization: Digest username=\"u\", response=\"CANARY\"", "Authorization: ***")]
    [InlineData("authorization : Digest response=\"CANARY\"", "authorization : ***")]
    [InlineData("Proxy-Authorization:Basic CANARY", "Proxy-Authorization: ***")]
    [InlineData("Authorization: Digest username=\"u\",\r\n\tresponse=\"CANARY\",\r\n cnonce=\"CANARY\"\r\nTo: <sip:a@b>", "Authorization: ***\r\n ***\r\n ***\r\nTo: <sip:a@b>")]
    [InlineData("WWW-Authenticate: Digest realm=\"a, b=c\", nonce=\"CANARY\", qop=\"auth\"", "WWW-Authenticate: Digest realm=\"a, b=c\", nonce=\"***\", qop=\"auth\"")]
    [InlineData("Proxy-Authenticate: Digest NONCE = \"CANARY\",opaque=\"CANARY\", realm=\"x\"", "Proxy-Authenticate: Digest NONCE =\"***\",opaque=\"***\", realm=\"x\"")]
    [InlineData("WWW-Authenticate: Digest nonce=CANARY, realm=\"x\"", "WWW-Authenticate: Digest nonce=\"***\", realm=\"x\"")]
    [InlineData("WWW-Authenticate: Digest realm=\"\\\"nonce=\", nonce=\"a\\\"CANARY\"", "WWW-Authenticate: Digest realm=\"\\\"nonce=\", nonce=\"***\"")]
    [InlineData("WWW-Authenticate: Digest realm=\"x\",\r\n nonce=\"CANARY\"", "WWW-Authenticate: Digest realm=\"x\",\r\n nonce=\"***\"")]
    [InlineData("WWW-Authenticate: Digest nonce=\"CANARY", "WWW-Authenticate: Digest nonce=\"***\"")]
    [InlineData("Authentication-Info: nextnonce=\"CANARY\", rspauth=\"CANARY\"", "Authentication-Info: ***")]
    [InlineData("\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:CANARY\r\na=rtpmap:0 PCMU/8000", "\r\na=crypto:***\r\na=rtpmap:0 PCMU/8000")]
    [InlineData("\nk=base64:CANARY\n", "\nk=***\n")]
    [InlineData("To: <sip:a@b>\r\nX-Authorization: no secret", "To: <sip:a@b>\r\nX-Authorization: no secret")]
    public void Apply_TakesOutSecretsAndNothingElse(string text, string masked)
    {
        Assert.Equal(masked, SecretMask.Apply(text));
        Assert.DoesNotContain("CANARY", SecretMask.Apply(text));
    }
}

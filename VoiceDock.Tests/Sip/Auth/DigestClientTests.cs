using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Tests.Sip.Auth;

[Trait("Kind", "Unit")]
public class DigestClientTests
{
    private readonly FakeCredentials _credentials = new();
    private readonly SipRequest _invite = new(SipMethods.Invite, new SipUri { User = "200", Host = "pbx" });
    private readonly DigestClient _client;

    public DigestClientTests() => _client = new DigestClient(_credentials, () => "cn");

    private static SipResponse Challenge(int status, params string[] values)
    {
        var response = new SipResponse(status);
        foreach (var value in values) response.Headers.Add(status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate", "Digest " + value);
        return response;
    }

    private (DigestFields? Fields, DigestRefusal Refusal, string? Header) Answer(SipResponse challenge, SipRequest? request = null)
    {
        var answer = _client.Answer(challenge, request ?? _invite, out var refusal);
        Assert.Equal(answer is null, refusal != DigestRefusal.None);
        return (answer is null ? null : Assert.Single(DigestFields.ParseAll(answer.HeaderValue)), refusal, answer?.HeaderName);
    }

    private DigestRefusal Refusal(params string[] values) => Answer(Challenge(401, values)).Refusal;

    [Fact]
    public void Answer_WithQop_HasAllItNeedsAndTheRightResponse()
    {
        var (fields, _, header) = Answer(Challenge(401, "realm=\"a, \\\"b\\\"\", nonce=\"n,1\", opaque=\"o\", algorithm=SHA-256, qop=\"auth-int,auth\""));

        Assert.Equal("Authorization", header);
        Assert.Equal(
            ("ann", "a, \"b\"", "n,1", "sip:200@pbx", "SHA-256", "auth", "00000001", "cn", "o"),
            (fields!["username"], fields["realm"], fields["nonce"], fields["uri"], fields["algorithm"], fields["qop"], fields["nc"], fields["cnonce"], fields["opaque"]));
        var expected = new DigestInput
        {
            Algorithm = DigestAlgorithm.Sha256,
            Username = "ann",
            Realm = "a, \"b\"",
            Nonce = "n,1",
            Method = "INVITE",
            Uri = "sip:200@pbx",
            Qop = "auth",
            NonceCount = "00000001",
            ClientNonce = "cn",
        };
        Assert.Equal(expected.Respond("pass wörd"u8), fields["response"]);
    }

    [Fact]
    public void Answer_WithoutQop_IsTheOlderForm()
    {
        var (fields, _, _) = Answer(Challenge(407, "realm=\"r\", nonce=\"n\""));

        Assert.Null(fields!["qop"]);
        Assert.Null(fields["nc"]);
        Assert.Null(fields["cnonce"]);
        Assert.Null(fields["opaque"]);
        Assert.Equal("MD5", fields["algorithm"]);
        var expected = new DigestInput { Algorithm = DigestAlgorithm.Md5, Username = "ann", Realm = "r", Nonce = "n", Method = "INVITE", Uri = "sip:200@pbx" };
        Assert.Equal(expected.Respond("pass wörd"u8), fields["response"]);
    }

    [Theory]
    [InlineData("SHA-512-256", "SHA-256", "MD5")]
    [InlineData("SHA-256", "SHA-512-256", "MD5")]
    [InlineData("MD5", "SHA-256", "SHA-512-256")]
    public void Answer_SeveralWeHave_TakesTheTopmostAsRfc8760Section24Asks(string first, string second, string third)
    {
        var (fields, _, _) = Answer(Challenge(
            401, $"realm=r, nonce=1, algorithm={first}, qop=\"auth\"", $"realm=r, nonce=2, algorithm={second}, qop=\"auth\"", $"realm=r, nonce=3, algorithm={third}, qop=\"auth\""));

        var expected = new DigestInput
        {
            Algorithm = DigestAlgorithm.Find(first)!,
            Username = "ann",
            Realm = "r",
            Nonce = "1",
            Method = "INVITE",
            Uri = "sip:200@pbx",
            Qop = "auth",
            NonceCount = "00000001",
            ClientNonce = "cn",
        };
        Assert.Equal((first, "1", expected.Respond("pass wörd"u8)), (fields!["algorithm"], fields["nonce"], fields["response"]));
    }

    [Theory]
    [InlineData(true, "SHA-256", "2")]
    [InlineData(false, "SHA-256", "2")]
    public void Answer_UnknownAlgorithmOnTop_IsPassedOver(bool allowMd5, string algorithm, string nonce)
    {
        _credentials.AllowMd5 = allowMd5;

        var (fields, _, _) = Answer(Challenge(
            401, "realm=r, nonce=1, algorithm=SHA-3", "realm=r, nonce=2, algorithm=sha-256, qop=\"auth\"", "realm=r, nonce=3, algorithm=MD5"));

        Assert.Equal((algorithm, nonce), (fields!["algorithm"], fields["nonce"]));
    }

    [Fact]
    public void Answer_Md5OnTop_IsTakenOnlyWhereAllowed()
    {
        var challenge = Challenge(401, "realm=r, nonce=md5", "realm=r, nonce=sha, algorithm=SHA-256, qop=\"auth\"");
        Assert.Equal("md5", Answer(challenge).Fields!["nonce"]);

        _credentials.AllowMd5 = false;
        _client.BeginRequest();
        Assert.Equal("sha", Answer(challenge).Fields!["nonce"]);
    }

    [Theory]
    [InlineData("realm=r, nonce=1, algorithm=SHA-3")]
    [InlineData("realm=r, nonce=1, algorithm=MD5-sess, qop=\"auth\"")]
    [InlineData("realm=r, nonce=1, algorithm=")]
    [InlineData("realm=r, nonce=1, qop=\"auth-int\"")]
    public void Answer_NothingWeHave_IsRefused(string challenge)
    {
        Assert.Equal(DigestRefusal.NoSupportedAlgorithm, Refusal(challenge));
        Assert.Empty(_credentials.Copies);
    }

    [Fact]
    public void Answer_Md5NotAllowed_IsRefused()
    {
        _credentials.AllowMd5 = false;

        Assert.Equal(DigestRefusal.NoSupportedAlgorithm, Refusal("realm=r, nonce=1", "realm=r, nonce=1, algorithm=MD5"));
    }

    [Theory]
    [InlineData("other")]
    [InlineData("\"\"")]
    [InlineData("Mine")]
    [InlineData("\"mine \"")]
    [InlineData("\"m\u0456ne\"")]
    [InlineData("mine.evil")]
    public void Answer_RealmNotThePinnedOne_NeverAsksForThePassword(string realm)
    {
        _credentials.PinnedRealm = "mine";

        Assert.Equal(DigestRefusal.ForeignRealm, Refusal($"realm={realm}, nonce=1"));
        Assert.Equal(DigestRefusal.ForeignRealm, Answer(Challenge(407, $"realm={realm}, nonce=1")).Refusal);
        Assert.Empty(_credentials.Copies);
    }

    [Fact]
    public void Answer_TwoRealms_AnswersThePinnedOneOnly()
    {
        _credentials.PinnedRealm = "mine";

        Assert.Equal("2", Answer(Challenge(401, "realm=other, nonce=1", "realm=mine, nonce=2")).Fields!["nonce"]);
    }

    [Fact]
    public void Answer_EmptyRealmAndNothingPinned_IsRefused() => Assert.Equal(DigestRefusal.ForeignRealm, Refusal("realm=\"\", nonce=1"));

    [Theory]
    [InlineData(403)]
    [InlineData(302)]
    [InlineData(200)]
    public void Answer_NoChallengeStatus_IsRefused(int status) =>
        Assert.Equal(DigestRefusal.NoChallenge, Answer(Challenge(status, "realm=r, nonce=1")).Refusal);

    [Theory]
    [InlineData("ACK")]
    [InlineData("CANCEL")]
    public void Answer_AckOrCancel_NeverCarriesNewCredentials(string method)
    {
        var request = new SipRequest(method, _invite.Uri);

        Assert.Equal(DigestRefusal.NeverForThisMethod, Answer(Challenge(401, "realm=r, nonce=1"), request).Refusal);
        Assert.Empty(_credentials.Copies);
    }

    [Fact]
    public void Answer_ChallengedEveryTime_AnswersOnce()
    {
        Assert.Equal(DigestRefusal.None, Refusal("realm=r, nonce=1"));
        Assert.Equal(DigestRefusal.AlreadyTried, Refusal("realm=r, nonce=2"));
        Assert.Equal(DigestRefusal.AlreadyTried, Refusal("realm=other, nonce=3"));
        Assert.Single(_credentials.Copies);
    }

    [Fact]
    public void Answer_Stale_AnswersOnceMore()
    {
        Assert.Equal(DigestRefusal.None, Refusal("realm=r, nonce=1"));
        Assert.Equal(DigestRefusal.AlreadyTried, Refusal("realm=r, nonce=1, stale=true"));
        Assert.Equal(DigestRefusal.AlreadyTried, Refusal("realm=other, nonce=2, stale=true"));
        Assert.Equal(DigestRefusal.None, Refusal("realm=r, nonce=2, stale=true"));
        Assert.Equal(DigestRefusal.AlreadyTried, Refusal("realm=r, nonce=3, stale=true"));
    }

    [Fact]
    public void Answer_401Then407_BothAreKeptInTheRequest()
    {
        _client.Answer(Challenge(401, "realm=r, nonce=1"), _invite, out _)!.AddTo(_invite);
        _client.Answer(Challenge(407, "realm=proxy, nonce=2"), _invite, out _)!.AddTo(_invite);

        Assert.Contains("nonce=\"1\"", _invite.Headers["Authorization"]);
        Assert.Contains("nonce=\"2\"", _invite.Headers["Proxy-Authorization"]);
    }

    [Fact]
    public void AddTo_SameRealmIsReplacedAndAnotherStays()
    {
        new DigestAnswer("Authorization", "Digest realm=\"a\", nonce=\"1\"", "a").AddTo(_invite);
        new DigestAnswer("Authorization", "Digest realm=\"b\", nonce=\"2\"", "b").AddTo(_invite);
        new DigestAnswer("Authorization", "Digest realm=\"a\", nonce=\"3\"", "a").AddTo(_invite);

        Assert.Equal(["Digest realm=\"b\", nonce=\"2\"", "Digest realm=\"a\", nonce=\"3\""], _invite.Headers.All("Authorization"));
    }

    [Fact]
    public void Answer_NextRequestWithTheSameNonce_CountsOn()
    {
        Assert.Equal("00000001", Answer(Challenge(401, "realm=r, nonce=1, qop=\"auth\"")).Fields!["nc"]);
        _client.BeginRequest();
        Assert.Equal("00000002", Answer(Challenge(401, "realm=r, nonce=1, qop=\"auth\"")).Fields!["nc"]);
        _client.BeginRequest();
        Assert.Equal("00000001", Answer(Challenge(401, "realm=r, nonce=2, qop=\"auth\"")).Fields!["nc"]);
    }

    [Fact]
    public void Observe_FirstSuccessAfterAnAnswer_PinsTheRealmOnce()
    {
        _client.Observe(new SipResponse(200));
        Assert.Equal(DigestRefusal.None, Refusal("realm=r, nonce=1"));
        _client.Observe(new SipResponse(100));
        _client.Observe(new SipResponse(403));
        Assert.Empty(_credentials.Learnt);

        _client.Observe(new SipResponse(183));
        _client.Observe(new SipResponse(200));
        Assert.Equal(["r"], _credentials.Learnt);
    }

    [Fact]
    public void Answer_Always_LeavesThePasswordZeroed()
    {
        Refusal("realm=r, nonce=1");

        Assert.All(Assert.Single(_credentials.Copies), b => Assert.Equal(0, b));
    }
}

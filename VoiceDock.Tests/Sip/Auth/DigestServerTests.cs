using System.Text;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Tests.Sip.Messages;

namespace VoiceDock.Tests.Sip.Auth;

[Trait("Kind", "Unit")]
public class DigestServerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeCredentials _credentials = new();

    private DigestServer Server(params string[] algorithms) =>
        new(_time, new DigestServerOptions { Realm = "pbx \"1\", main", Algorithms = algorithms, MaxNonces = 3 });

    private static byte[]? Password(string user) => user == "ann" ? Encoding.UTF8.GetBytes("pass wörd") : null;

    private static SipRequest Answered(DigestServer server, IDigestCredentials credentials, DigestClient? client = null)
    {
        var request = MessageText.Request(MessageText.Invite);
        (client ?? new DigestClient(credentials)).Answer(server.CreateResponse(request, "t"), request, out _)!.AddTo(request);
        return MessageText.Parse(Encoding.UTF8.GetString(SipSerializer.Serialize(request))).Message as SipRequest ?? throw new InvalidOperationException();
    }

    [Theory]
    [InlineData("MD5")]
    [InlineData("SHA-256")]
    [InlineData("SHA-512-256")]
    [InlineData("SHA-512-256", "SHA-256", "MD5")]
    [InlineData("SHA-256", "MD5")]
    [InlineData("MD5", "SHA-256")]
    public void Verify_RightPassword_IsAccepted(params string[] algorithms)
    {
        var server = Server(algorithms);
        var request = Answered(server, _credentials);

        Assert.Equal(new(DigestVerdictKind.Accepted, "ann"), server.Verify(request, Password));
        Assert.Contains($"algorithm={algorithms[0]}", request.Headers["Authorization"]);
    }

    [Fact]
    public void Verify_NoneOrForAnotherRealm_AsksForThem()
    {
        var server = Server("MD5");
        var request = MessageText.Request(MessageText.Invite);
        Assert.Equal(DigestVerdictKind.NoCredentials, server.Verify(request, Password).Kind);

        request.Headers.Add("Authorization", "Digest realm=\"other\", nonce=\"1\", username=\"ann\", response=\"x\", uri=\"x\"");
        Assert.Equal(DigestVerdictKind.NoCredentials, server.Verify(request, Password).Kind);
    }

    [Theory]
    [InlineData("ann", "wrong")]
    [InlineData("bob", "pass wörd")]
    public void Verify_WrongUserOrPassword_IsRefused(string user, string password)
    {
        var server = Server("SHA-256");

        Assert.Equal(new(DigestVerdictKind.Refused, user), server.Verify(Answered(server, new FakeCredentials(user, password)), Password));
    }

    [Fact]
    public void Verify_AnswerMovedToAnotherRequest_IsRefused()
    {
        var server = Server("SHA-256");
        var request = Answered(server, _credentials);
        var moved = new SipRequest(SipMethods.Bye, request.Uri);
        moved.Headers.Add("Authorization", request.Headers["Authorization"]!);
        Assert.Equal(DigestVerdictKind.Refused, server.Verify(moved, Password).Kind);

        request.Uri = new SipUri { User = "900", Host = "pbx.example.com" };
        Assert.Equal(DigestVerdictKind.Refused, server.Verify(request, Password).Kind);
    }

    [Fact]
    public void Verify_SameNonceCountTwice_IsStale()
    {
        var server = Server("MD5");
        var request = Answered(server, _credentials);

        Assert.Equal(DigestVerdictKind.Accepted, server.Verify(request, Password).Kind);
        Assert.Equal(DigestVerdictKind.Stale, server.Verify(request, Password).Kind);
    }

    [Fact]
    public void Verify_OldNonce_IsStaleAndTheClientAnswersOnceMore()
    {
        var server = Server("SHA-256");
        var client = new DigestClient(_credentials);
        var request = Answered(server, _credentials, client);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(DigestVerdictKind.Stale, server.Verify(request, Password).Kind);

        client.Answer(server.CreateResponse(request, "t", stale: true), request, out _)!.AddTo(request);
        Assert.Equal(DigestVerdictKind.Accepted, server.Verify(request, Password).Kind);
    }

    [Fact]
    public void Verify_NonceOfAnotherServer_IsStaleForTheRightPassword() =>
        Assert.Equal(DigestVerdictKind.Stale, Server("MD5").Verify(Answered(Server("MD5"), _credentials), Password).Kind);

    [Fact]
    public void Verify_NonceOfAnotherAlgorithm_IsStale()
    {
        var server = Server("SHA-256", "MD5");
        var strong = server.CreateChallenge("SHA-256").Replace("algorithm=SHA-256", "algorithm=MD5");
        var challenge = new SipResponse(401);
        challenge.Headers.Add("WWW-Authenticate", strong);
        var request = MessageText.Request(MessageText.Invite);
        new DigestClient(_credentials).Answer(challenge, request, out _)!.AddTo(request);

        Assert.Equal(DigestVerdictKind.Stale, server.Verify(request, Password).Kind);
    }

    [Fact]
    public void Verify_MoreNoncesThanRemembered_StaleUntilTheOldOnesExpire()
    {
        var server = Server("MD5");
        for (var i = 0; i < 3; i++) Assert.Equal(DigestVerdictKind.Accepted, server.Verify(Answered(server, _credentials), Password).Kind);
        Assert.Equal(DigestVerdictKind.Stale, server.Verify(Answered(server, _credentials), Password).Kind);

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(DigestVerdictKind.Accepted, server.Verify(Answered(server, _credentials), Password).Kind);
    }

    [Fact]
    public void Verify_ProxyAndOlderForm_WorkToo()
    {
        var server = new DigestServer(_time, new DigestServerOptions { Realm = "r", Algorithms = ["MD5"], Proxy = true, Qop = false });
        var request = Answered(server, _credentials);

        Assert.True(request.Headers.Has("Proxy-Authorization"));
        Assert.Equal(DigestVerdictKind.Accepted, server.Verify(request, Password).Kind);
        Assert.Equal(DigestVerdictKind.Stale, server.Verify(request, Password).Kind);
    }

    [Theory]
    [InlineData("qop=auth", "qop=auth-int")]
    [InlineData("nc=00000001", "nc=1")]
    [InlineData("cnonce=", "xnonce=")]
    [InlineData("algorithm=MD5", "algorithm=SHA-512-256")]
    [InlineData("response=", "xresponse=")]
    [InlineData("username=", "xusername=")]
    public void Verify_SomethingMissingOrNotOffered_IsRefused(string part, string instead)
    {
        var server = Server("MD5");
        var request = Answered(server, _credentials);
        var header = request.Headers["Authorization"]!;
        Assert.Contains(part, header);
        request.Headers.Set("Authorization", header.Replace(part, instead));

        Assert.Equal(DigestVerdictKind.Refused, server.Verify(request, Password).Kind);
    }
}

using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Registrations;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Auth;

namespace VoiceDock.Tests.Sip.Registrations;

/// <summary>The registrar's side of RFC 3261 section 10.3, without a network and without waiting.</summary>
[Trait("Kind", "Unit")]
public sealed class RegistrarTests : IDisposable
{
    private const string Phone = "<sip:pbx@10.0.0.7:5060;rinstance=a1>";

    private static readonly SipTarget Source = new IPEndPoint(IPAddress.Parse("198.51.100.7"), 40312);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero));
    private readonly Registrar _registrar;
    private readonly Accounts _accounts = new();
    private uint _sequence;

    public RegistrarTests() => _registrar = new Registrar(new RegistrarOptions { Realm = "here", MaxContacts = 3 }, _accounts, _time);

    public void Dispose() => _registrar.Dispose();

    [Fact]
    public void Everybody_IsChallenged_WithSha256First()
    {
        var answer = _registrar.Answer(Request(Phone), Source);

        Assert.Equal(401, answer.StatusCode);
        Assert.Equal(["SHA-256", "MD5"], answer.Headers.All("WWW-Authenticate").Select(h => h.Split("algorithm=")[1].Split(',')[0]));
        Assert.Empty(_registrar.BindingsOf("pbx"));
    }

    [Fact]
    public void OneThatComesBackAsItCame_IsOfferedMd5Alone_UntilItAnswers()
    {
        Assert.Equal(2, Offered());

        Assert.Equal(1, Offered());
        Assert.Equal(200, Register(Phone).StatusCode);
        Assert.Equal(2, Offered());

        int Offered() => _registrar.Answer(Request(Phone), Source).Headers.All("WWW-Authenticate").Count();
    }

    [Theory]
    [InlineData(null, null, 3600)] // nothing said: the most there is
    [InlineData(null, "600", 600)]
    [InlineData("120", "600", 120)] // the contact's own time counts
    [InlineData(null, "86400", 3600)]
    [InlineData(null, "60", 60)]
    [InlineData(null, "soon", 3600)] // 20.19
    public void Registered_ForTheTimeAsked_WithinLimits(string? parameter, string? header, int seconds)
    {
        var answer = Register(Phone + (parameter is null ? "" : $";expires={parameter}"), header);

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal([$"{Phone};expires={seconds}"], answer.Headers.All("Contact"));
        var binding = _registrar.BindingsOf("pbx").Single();
        Assert.Equal((Source, _time.GetUtcNow().AddSeconds(seconds)), (binding.Source, binding.ExpiresAt));
        Assert.Equal([("pbx", 1)], _accounts.Changes);
    }

    [Theory]
    [InlineData("59")]
    [InlineData("1")]
    public void TooBrief_Is423WithTheLeast(string header)
    {
        var answer = Register(Phone, header);

        Assert.Equal((423, "60"), (answer.StatusCode, answer.Headers["Min-Expires"]));
        Assert.Empty(_registrar.BindingsOf("pbx"));
    }

    [Fact]
    public void SeveralContacts_AreKeptAndListed_AndOneCanGo()
    {
        Register("<sip:a@10.0.0.1>");
        Register("<sip:b@10.0.0.2>", "120");

        Assert.Equal(["<sip:b@10.0.0.2>;expires=120", "<sip:a@10.0.0.1>;expires=3600"], Register(null).Headers.All("Contact"));
        Assert.Equal(["<sip:b@10.0.0.2>;expires=120"], Register("<sip:a@10.0.0.1>", "0").Headers.All("Contact"));
        Assert.Equal(["<sip:c@10.0.0.3>;expires=300"], Register("<sip:b@10.0.0.2>;expires=0, <sip:c@10.0.0.3>;expires=300").Headers.All("Contact"));
    }

    [Fact]
    public void OneContactTooMany_IsRefused_AndNothingOfThatRequestIsKept()
    {
        Register("<sip:a@10.0.0.1>");

        var answer = Register("<sip:b@10.0.0.2>, <sip:c@10.0.0.3>, <sip:d@10.0.0.4>");

        Assert.Equal(403, answer.StatusCode);
        Assert.Equal([RegistrarRefusal.TooManyContacts], _accounts.Refusals);
        Assert.Single(_registrar.BindingsOf("pbx"));
    }

    [Fact]
    public void Query_ChangesNothing()
    {
        Register(Phone, "600");
        _time.Advance(TimeSpan.FromSeconds(100));

        Assert.Equal([$"{Phone};expires=500"], Register(null).Headers.All("Contact"));
        Assert.Single(_accounts.Changes);
    }

    [Fact]
    public void Star_RemovesAll()
    {
        Register("<sip:a@10.0.0.1>");
        Register("<sip:b@10.0.0.2>");

        Assert.Empty(Register("*", "0").Headers.All("Contact"));
        Assert.Empty(_registrar.BindingsOf("pbx"));
    }

    [Theory]
    [InlineData("*", null)]
    [InlineData("*", "60")]
    [InlineData("*, <sip:a@10.0.0.1>", "0")]
    [InlineData("<tel:+31201234567>", null)]
    [InlineData("<sip:a@10.0.0.1?Subject=x>", null)]
    [InlineData("<http://10.0.0.7>", null)]
    public void Contact_ThatMakesNoSense_Is400(string contact, string? expires)
    {
        Register(Phone);

        Assert.Equal(400, Register(contact, expires).StatusCode);
        Assert.Single(_registrar.BindingsOf("pbx"));
    }

    [Theory]
    [InlineData(Phone)]
    [InlineData("*")]
    public void OlderThanWhatIsKnown_Is500AndChangesNothing(string contact)
    {
        Register(Phone);
        Register(Phone);

        _sequence = 1; // the first request comes late
        var answer = Register(contact, contact == "*" ? "0" : null);

        Assert.Equal(500, answer.StatusCode);
        Assert.Single(_registrar.BindingsOf("pbx"));
    }

    [Fact]
    public void AfterARestartOfThePbx_ANewCallIdStartsItsCSeqAnew()
    {
        Register(Phone);
        _sequence = 0;

        Assert.Equal(200, Register(Phone, callId: "after-restart").StatusCode);
        Assert.Single(_registrar.BindingsOf("pbx"));
    }

    [Fact]
    public void Binding_EndsWithItsTime()
    {
        Register(Phone, "60");

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Single(_registrar.BindingsOf("pbx"));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(_registrar.BindingsOf("pbx"));
        Assert.Equal([("pbx", 1), ("pbx", 0)], _accounts.Changes);
    }

    [Fact]
    public void Refresh_FromAnotherAddress_MovesTheBinding()
    {
        Register(Phone);
        SipTarget moved = new IPEndPoint(IPAddress.Parse("198.51.100.8"), 1);

        Register(Phone, from: moved);

        Assert.Equal(moved, _registrar.BindingsOf("pbx").Single().Source);
    }

    [Fact]
    public void Accounts_AreApart()
    {
        Register(Phone);
        Register(Phone, user: "other");

        _registrar.Remove("pbx");

        Assert.Empty(_registrar.BindingsOf("pbx"));
        Assert.Single(_registrar.BindingsOf("other"));
    }

    [Fact]
    public void Address_CallsMayNotGoTo_IsRefused()
    {
        _accounts.RefusedAddress = Source.Address;

        Assert.Equal(403, Register(Phone).StatusCode);
        Assert.Equal([RegistrarRefusal.AddressNotAllowed], _accounts.Refusals);
    }

    [Fact]
    public void WrongPasswordAndUnknownUser_GetTheSameAnswer()
    {
        var wrong = Register(Phone, password: "guess");
        var unknown = Register(Phone, user: "nobody");

        Assert.Equal((401, 401), (wrong.StatusCode, unknown.StatusCode));
        Assert.Equal(Shape(wrong), Shape(unknown));
        Assert.Empty(_registrar.BindingsOf("pbx"));

        static string Shape(SipResponse answer) =>
            string.Join("\n", answer.Headers.Select(h => $"{h.Key}: {System.Text.RegularExpressions.Regex.Replace(h.Value, "nonce=\"[^\"]*\"", "nonce")}").Where(h => !h.StartsWith("CSeq", StringComparison.Ordinal)));
    }

    [Fact]
    public void TenWrongPasswords_CloseTheDoorForTenMinutes_AndForThatAddressOnly()
    {
        for (var i = 0; i < 10; i++) Register(Phone, password: $"guess {i}");

        Assert.True(_registrar.IsLocked(Source.Address));
        Assert.Equal(403, Register(Phone).StatusCode); // not even the right one
        Assert.Equal(200, Register(Phone, from: new IPEndPoint(IPAddress.Parse("198.51.100.9"), 5060)).StatusCode);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.False(_registrar.IsLocked(Source.Address));
        Assert.Equal(200, Register(Phone).StatusCode);
    }

    [Fact]
    public void OneWhoGuesses_TriesTenPasswordsInTenMinutes_HoweverManyItSends()
    {
        for (var minute = 0; minute < 60; minute++)
        {
            for (var i = 0; i < 100; i++) Register(Phone, password: $"guess {i}");
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(_accounts.Refusals.Count, 60, 70);
    }

    [Fact]
    public void RegistrationThatLasts_CanBeRefreshed_ThoughSomebodyForgedItsAddress()
    {
        Register(Phone);
        for (var i = 0; i < 10; i++) Register(Phone, password: "guess", callId: "forged");

        Assert.True(_registrar.IsLocked(Source.Address));
        Assert.Equal(200, Register(Phone).StatusCode);
    }

    [Fact]
    public void OperatorsChange_OpensTheDoor()
    {
        for (var i = 0; i < 10; i++) Register(Phone, password: "guess");

        _registrar.ForgetFailures();

        Assert.Equal(200, Register(Phone).StatusCode);
    }

    [Fact]
    public void Nonce_IsGoodForFiveMinutes_ThenStale()
    {
        var register = Request(Phone);
        var credentials = new DigestClient(new FakeCredentials("pbx", "secret"));
        credentials.Answer(_registrar.Answer(register, Source), register, out _)!.AddTo(register);
        _time.Advance(TimeSpan.FromMinutes(6));

        var answer = _registrar.Answer(register, Source);

        Assert.Equal(401, answer.StatusCode);
        Assert.All(answer.Headers.All("WWW-Authenticate"), h => Assert.Contains("stale=true", h, StringComparison.Ordinal));
        Assert.Empty(_accounts.Refusals);
    }

    private SipResponse Register(
        string? contact, string? expires = null, string user = "pbx", string password = "secret", SipTarget? from = null, string callId = "one")
    {
        var register = Request(contact, expires, callId);
        var challenge = _registrar.Answer(register, from ?? Source);
        if (challenge.StatusCode != 401) return challenge;
        new DigestClient(new FakeCredentials(user, password)).Answer(challenge, register, out _)!.AddTo(register);
        return _registrar.Answer(register, from ?? Source);
    }

    private SipRequest Request(string? contact, string? expires = null, string callId = "one")
    {
        var lines = new List<string>
        {
            "REGISTER sip:voicedock.example SIP/2.0", "Via: SIP/2.0/UDP 10.0.0.7:5060;branch=z9hG4bK1", "From: <sip:pbx@voicedock.example>;tag=a",
            "To: <sip:pbx@voicedock.example>", $"Call-ID: {callId}", $"CSeq: {++_sequence} REGISTER",
        };
        if (contact is not null) lines.Add($"Contact: {contact}");
        if (expires is not null) lines.Add($"Expires: {expires}");
        var parsed = SipParser.Parse(Encoding.UTF8.GetBytes(string.Join("\r\n", [.. lines, "", ""])));
        return (SipRequest)parsed.Message!;
    }

    private sealed class Accounts : IRegistrarAccounts
    {
        public List<(string User, int Count)> Changes { get; } = [];

        public List<RegistrarRefusal> Refusals { get; } = [];

        public IPAddress? RefusedAddress { get; set; }

        public byte[]? CopyPassword(string username) => username is "pbx" or "other" ? Encoding.UTF8.GetBytes("secret") : null;

        public bool Admits(string username, SipTarget source) => !source.Address.Equals(RefusedAddress);

        public void OnBindings(string username, IReadOnlyList<Binding> bindings) => Changes.Add((username, bindings.Count));

        public void OnRefused(string? username, SipTarget source, RegistrarRefusal why) => Refusals.Add(why);
    }
}

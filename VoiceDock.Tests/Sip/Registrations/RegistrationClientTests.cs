using System.Net;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Registrations;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Registrations;

/// <summary>Every row of our side of RFC 3261 section 10.2, without a network and without waiting.</summary>
[Trait("Kind", "Unit")]
public sealed class RegistrationClientTests : IAsyncLifetime
{
    private const string Ours = "<sip:acct@127.0.0.1:5999>";

    private readonly WaitedTime _time = new();
    private readonly ScriptedRegistrar _registrar = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        while (!_running.IsCompleted)
        {
            if (await Task.WhenAny(_running, _registrar.NextAsync()) is Task<ScriptedRegistrar.Asked> { IsCompletedSuccessfully: true } last) (await last).Grant();
        }

        await _running;
        _stop.Dispose();
    }

    [Fact]
    public async Task First_AsksForItsTimeAndTellsWhatWasGranted()
    {
        Start();
        Assert.Equal(RegistrationState.Registering, (await _registrar.ToldAsync()).State);

        var asked = await _registrar.NextAsync();
        Assert.Equal(("REGISTER", "sip:pbx.example", "600"), (asked.Request.Method, asked.Request.RequestUri.ToString(), asked.Expires));
        Assert.Equal(("<sip:acct@pbx.example>", "<sip:acct@pbx.example>"), (asked.Request.From.ToString(), asked.Request.To.ToString()));
        asked.Grant($"{Ours};expires=600");

        var told = await _registrar.ToldAsync();
        Assert.Equal((RegistrationState.Registered, _time.GetUtcNow().AddSeconds(600)), (told.State, told.ExpiresAt));
    }

    [Theory]
    [InlineData("300", $"{Ours};expires=120", 120)] // our contact's own parameter counts
    [InlineData("300", Ours, 300)] // then the header
    [InlineData(null, Ours, 600)] // then what was asked for
    [InlineData(null, null, 600)] // even where the registrar lists nothing
    [InlineData("300", "<sip:acct@10.0.0.9:5060>;expires=90", 90)] // listed by the address the registrar saw
    [InlineData("300", "<sip:other@10.0.0.9>;expires=90", 300)] // somebody else's
    public async Task Granted_IsReadAsTheRfcAsks(string? header, string? contact, int seconds)
    {
        Start();
        var asked = await _registrar.NextAsync();
        (string, string)[] headers = [.. new[] { ("Expires", header), ("Contact", contact) }.Where(h => h.Item2 is not null).Select(h => (h.Item1, h.Item2!))];
        asked.Answer(200, headers);

        await _registrar.ToldAsync();
        Assert.Equal(_time.GetUtcNow().AddSeconds(seconds), (await _registrar.ToldAsync()).ExpiresAt);
        Assert.Equal(TimeSpan.FromSeconds(seconds * 0.75), await _time.NextWaitAsync());
    }

    [Fact]
    public async Task Refresh_ComesBeforeTheEnd_WithTheSameCallIdAndARisingCSeq()
    {
        Start();
        var first = await GrantAsync(200);
        Assert.Equal(TimeSpan.FromSeconds(150), await _time.NextWaitAsync());

        _time.Advance(TimeSpan.FromSeconds(150));

        var second = await GrantAsync(200);
        Assert.Equal(first.Request.CallId, second.Request.CallId);
        Assert.Equal((1u, 3u), (first.Request.CSeq, second.Request.CSeq));
    }

    [Fact]
    public async Task Granted_NextToNothing_DoesNotMakeUsAFlood()
    {
        Start();
        await GrantAsync(1);

        Assert.Equal(TimeSpan.FromSeconds(5), await _time.NextWaitAsync());
    }

    [Fact]
    public async Task TooBrief_IsAskedForAsLongAsTheRegistrarWants_AtOnceAndFromThenOn()
    {
        Start();
        (await _registrar.NextAsync()).Answer(423, ("Min-Expires", "1800"));

        var second = await _registrar.NextAsync();
        Assert.Equal("1800", second.Expires);
        second.Grant($"{Ours};expires=1800");
        _time.Advance(await _time.NextWaitAsync());

        Assert.Equal("1800", (await _registrar.NextAsync()).Expires);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("30")] // less than we asked for: nonsense
    [InlineData("99999999")]
    public async Task TooBrief_WithoutAUsableTime_IsRefused(string? least)
    {
        Start();
        (await _registrar.NextAsync()).Answer(423, least is null ? [] : [("Min-Expires", least)]);

        Assert.Equal((RegistrationState.Refused, 423), await EndAsync());
    }

    [Fact]
    public async Task TooBrief_AgainAndAgain_IsAskedTwiceOnly()
    {
        Start();
        (await _registrar.NextAsync()).Answer(423, ("Min-Expires", "1800"));
        (await _registrar.NextAsync()).Answer(423, ("Min-Expires", "3600"));

        Assert.Equal((RegistrationState.Refused, 423), await EndAsync());
        Assert.True(_registrar.IsIdle);
    }

    [Fact]
    public async Task Silence_IsTriedAgainLaterAndLater_AndASuccessForgets()
    {
        Start();
        foreach (var seconds in new[] { 30, 60, 120, 240, 480, 600, 600 })
        {
            (await _registrar.NextAsync()).End(SipExchangeOutcome.Timeout);
            var wait = await _time.NextWaitAsync();
            Assert.Equal(TimeSpan.FromSeconds(seconds * 1.05), wait);
            _time.Advance(wait);
        }

        await GrantAsync(600);
        _time.Advance(await _time.NextWaitAsync());
        (await _registrar.NextAsync()).End(SipExchangeOutcome.Unreachable);
        Assert.Equal(TimeSpan.FromSeconds(31.5), await _time.NextWaitAsync());
    }

    [Theory]
    [InlineData(SipExchangeOutcome.Timeout, RegistrationFailureKind.Silent)]
    [InlineData(SipExchangeOutcome.Unreachable, RegistrationFailureKind.PortClosed)]
    [InlineData(SipExchangeOutcome.TlsFailed, RegistrationFailureKind.TlsFailed)]
    public async Task NoAnswer_IsUnreachable(SipExchangeOutcome outcome, RegistrationFailureKind kind)
    {
        Start();
        (await _registrar.NextAsync()).End(outcome);

        await _registrar.ToldAsync();
        var told = await _registrar.ToldAsync();
        Assert.Equal((RegistrationState.Unreachable, kind), (told.State, told.Failure!.Kind));
    }

    [Theory]
    [InlineData(SipExchangeOutcome.AuthRefused, RegistrationFailureKind.CredentialsRefused)]
    [InlineData(SipExchangeOutcome.AuthImpossible, RegistrationFailureKind.NoCredentials)]
    [InlineData(SipExchangeOutcome.ForeignRealm, RegistrationFailureKind.ForeignRealm)]
    [InlineData(SipExchangeOutcome.NoSupportedAlgorithm, RegistrationFailureKind.NoSupportedAlgorithm)]
    public async Task Credentials_ThatDoNotDo_AreTriedOnceAnHour(SipExchangeOutcome outcome, RegistrationFailureKind kind)
    {
        Start();
        (await _registrar.NextAsync()).End(outcome, new SipResponse(401));

        await _registrar.ToldAsync();
        var told = await _registrar.ToldAsync();
        Assert.Equal((RegistrationState.Refused, kind), (told.State, told.Failure!.Kind));
        var wait = await _time.NextWaitAsync();
        Assert.Equal(TimeSpan.FromMinutes(63), wait);
        _time.Advance(wait - TimeSpan.FromSeconds(1));
        Assert.True(_registrar.IsIdle);
        _time.Advance(TimeSpan.FromSeconds(1));
        await GrantAsync(600);
    }

    [Theory]
    [InlineData(403, RegistrationState.Refused, 3780)]
    [InlineData(404, RegistrationState.Refused, 3780)]
    [InlineData(405, RegistrationState.Refused, 3780)]
    [InlineData(501, RegistrationState.Refused, 3780)]
    [InlineData(302, RegistrationState.Refused, 3780)]
    [InlineData(606, RegistrationState.Refused, 3780)]
    [InlineData(408, RegistrationState.Unreachable, 31.5)]
    [InlineData(480, RegistrationState.Unreachable, 31.5)]
    [InlineData(500, RegistrationState.Unreachable, 31.5)]
    [InlineData(503, RegistrationState.Unreachable, 31.5)]
    public async Task Status_DecidesWhetherItIsWorthTryingSoon(int status, RegistrationState state, double seconds)
    {
        Start();
        (await _registrar.NextAsync()).Answer(status);

        Assert.Equal((state, status), await EndAsync());
        Assert.Equal(TimeSpan.FromSeconds(seconds), await _time.NextWaitAsync());
    }

    [Theory]
    [InlineData("240", 240)]
    [InlineData("240 (maintenance);duration=60", 240)]
    [InlineData("5", 31.5)] // never sooner than our own wait
    [InlineData("999999", 3600)] // believed for an hour at most
    public async Task RetryAfter_IsHonoured(string header, double seconds)
    {
        Start();
        (await _registrar.NextAsync()).Answer(503, ("Retry-After", header));

        Assert.Equal(TimeSpan.FromSeconds(seconds), await _time.NextWaitAsync());
    }

    [Fact]
    public async Task Answered_WithABindingOfNoTime_IsNoRegistration()
    {
        Start();
        (await _registrar.NextAsync()).Grant($"{Ours};expires=0");

        await _registrar.ToldAsync();
        Assert.Equal(RegistrationFailureKind.NoBinding, (await _registrar.ToldAsync()).Failure!.Kind);
    }

    [Fact]
    public async Task SecondAddress_IsTriedWhenTheFirstIsSilentOrBusy_NotWhenItRefuses()
    {
        SipTarget second = new IPEndPoint(IPAddress.Loopback, 5071);
        _registrar.Targets.Add(second);
        Start();
        (await _registrar.NextAsync()).End(SipExchangeOutcome.Timeout);
        var asked = await _registrar.NextAsync();
        Assert.Equal(second, asked.Request.Target);
        asked.Grant($"{Ours};expires=600");
        _time.Advance(await _time.NextWaitAsync());

        (await _registrar.NextAsync()).Answer(503);
        Assert.Equal(second, (await AnswerNextAsync(403)).Request.Target);
        _time.Advance(await _time.NextWaitAsync());

        var again = await AnswerNextAsync(403);
        Assert.NotEqual(second, again.Request.Target);
        await _time.NextWaitAsync();
        Assert.True(_registrar.IsIdle);
    }

    [Fact]
    public async Task NoAddress_IsToldInTheResolversWordsAndTriedAgain()
    {
        _registrar.Targets.Clear();
        _registrar.Problem = "pbx.example has no address";
        Start();

        await _registrar.ToldAsync();
        var told = await _registrar.ToldAsync();
        Assert.Equal((RegistrationState.Unreachable, _registrar.Problem), (told.State, told.Failure!.Phrase));
        Assert.Equal(TimeSpan.FromSeconds(31.5), await _time.NextWaitAsync());
    }

    [Fact]
    public async Task RefreshThatFails_LeavesTheBindingUntilItEnds()
    {
        Start();
        await GrantAsync(200);
        await _registrar.ToldAsync();
        var until = (await _registrar.ToldAsync()).ExpiresAt;
        _time.Advance(await _time.NextWaitAsync());
        (await _registrar.NextAsync()).End(SipExchangeOutcome.Timeout);

        var told = await _registrar.ToldAsync();
        Assert.Equal((RegistrationState.Unreachable, until), (told.State, told.ExpiresAt));

        _time.Advance(await _time.NextWaitAsync()); // 31.5 s on: 18.5 s are left
        (await _registrar.NextAsync()).End(SipExchangeOutcome.Timeout);
        Assert.NotNull((await _registrar.ToldAsync()).ExpiresAt);
        _time.Advance(await _time.NextWaitAsync());
        (await _registrar.NextAsync()).End(SipExchangeOutcome.Timeout);
        Assert.Null((await _registrar.ToldAsync()).ExpiresAt);
    }

    [Fact]
    public async Task Stop_RemovesOurBindingAndNoOther()
    {
        Start();
        var registered = await GrantAsync(600);
        await _time.NextWaitAsync();

        await _stop.CancelAsync();

        var farewell = await _registrar.NextAsync();
        Assert.Equal(("0", registered.Request.CallId), (farewell.Expires, farewell.Request.CallId));
        Assert.DoesNotContain(farewell.Request.ExtraHeaders, h => h.Name == "Contact"); // ours, not the star
        Assert.True(farewell.Request.Timeout < TimeSpan.FromSeconds(5));
        farewell.Answer(200);
        await _running;
    }

    [Fact]
    public async Task Stop_WithNothingRegistered_SendsNothing()
    {
        Start();
        await AnswerNextAsync(403);
        await _time.NextWaitAsync();

        await _stop.CancelAsync();

        await _running;
        Assert.True(_registrar.IsIdle);
    }

    [Fact]
    public async Task Stop_WhileTheAnswerIsOut_RemovesWhatMayBeThere()
    {
        Start();
        await _registrar.NextAsync();

        await _stop.CancelAsync();

        var farewell = await _registrar.NextAsync();
        Assert.Equal("0", farewell.Expires);
        farewell.End(SipExchangeOutcome.Timeout);
        await _running;
    }

    private void Start()
    {
        var options = new RegistrationOptions
        {
            Registrar = new SipUri { Scheme = "sip", Host = "pbx.example" },
            AddressOfRecord = new NameAddr { Uri = new SipUri { Scheme = "sip", User = "acct", Host = "pbx.example" } },
        };
        _running = new RegistrationClient(options, _registrar, new RegistrationDelays(() => 0.5), _time).RunAsync(_stop.Token);
    }

    private async Task<ScriptedRegistrar.Asked> GrantAsync(int seconds)
    {
        var asked = await _registrar.NextAsync();
        asked.Grant($"{Ours};expires={seconds}");
        return asked;
    }

    private async Task<ScriptedRegistrar.Asked> AnswerNextAsync(int status)
    {
        var asked = await _registrar.NextAsync();
        asked.Answer(status);
        return asked;
    }

    private async Task<(RegistrationState, int?)> EndAsync()
    {
        await _registrar.ToldAsync();
        var told = await _registrar.ToldAsync();
        return (told.State, told.Failure?.StatusCode);
    }
}

using VoiceDock.Core.Sip.Transport.Targets;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Sip.Transport.Targets;

/// <summary>How long an answer serves, and what happens while the name service fails (security.md, R25).</summary>
[Trait("Kind", "Sip")]
public sealed class TargetLifetimeTests : IDisposable
{
    private const string Name = "pbx.example";
    private readonly ResolverUnderTest _it = new();

    [Fact]
    public async Task Answer_ServesForItsTtl_ThenIsAskedForAgain()
    {
        _it.Dns.Set(Name, DnsRecord.Address("203.0.113.1", ttl: 20));
        await FindAsync();
        var asked = _it.Dns.Questions.Count;
        _it.Dns.Set(Name, DnsRecord.Address("203.0.113.2", ttl: 20));

        _it.Time.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(("203.0.113.1:5060", asked), (await FindAsync(), _it.Dns.Questions.Count));

        _it.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("203.0.113.2:5060", await FindAsync());
    }

    [Fact]
    public async Task ShortestTtl_Counts_AlsoThatOfTheServiceRecord()
    {
        _it.Dns.Set("_sip._udp.pbx.example", DnsRecord.Service(5071, "one.example", ttl: 5));
        _it.Dns.Set("one.example", DnsRecord.Address("203.0.113.1", ttl: 3000));

        Assert.Equal(TimeSpan.FromSeconds(5), (await _it.ResolveAsync(Name)).Value.Ttl);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FailingService_LastAnswerServesSixtySecondsMore(bool silent)
    {
        _it.Dns.Set(Name, DnsRecord.Address("203.0.113.1", ttl: 20));
        await FindAsync();
        _it.Dns.IsBroken = !silent;
        _it.Dns.SilentFor = silent ? "*" : null;

        _it.Time.Advance(TimeSpan.FromSeconds(77));
        Assert.Equal("203.0.113.1:5060", await FindWhileClockRunsAsync());
        _it.Time.Advance(TargetResolver.RestAfterFailure);
        Assert.Equal("dns_failed", await FindWhileClockRunsAsync());

        _it.Dns.IsBroken = false;
        _it.Dns.SilentFor = null;
        Assert.Equal("203.0.113.1:5060", await FindAsync());
    }

    [Fact]
    public async Task FailingService_IsNotWaitedForAtEveryCall()
    {
        _it.Dns.Set(Name, DnsRecord.Address("203.0.113.1", ttl: 20));
        await FindAsync();
        _it.Dns.IsBroken = true;
        _it.Time.Advance(TimeSpan.FromSeconds(30));
        await FindAsync();
        var asked = _it.Dns.Questions.Count;

        for (var i = 0; i < 20; i++) Assert.Equal("203.0.113.1:5060", await FindAsync());

        Assert.Equal(asked, _it.Dns.Questions.Count);
    }

    [Fact]
    public async Task NameThatWasTakenAway_IsGoneAtOnce()
    {
        _it.Dns.Set(Name, DnsRecord.Address("203.0.113.1", ttl: 20));
        await FindAsync();
        _it.Dns.Remove(Name);
        _it.Time.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal("dns_failed", await FindAsync());
    }

    [Fact]
    public async Task SilentService_IsGivenUpAfterTwoSeconds_OthersDoNotWait()
    {
        _it.Dns.Set(Name, DnsRecord.Address("203.0.113.1"));
        _it.Dns.Set("other.example", DnsRecord.Address("203.0.113.2"));
        _it.Dns.SilentFor = "_sip._udp.pbx.example";
        var pending = FindAsync();
        await Eventually.TrueAsync(() => _it.Dns.Questions.Count > 0, "the question arrived");

        Assert.Equal("203.0.113.2:5060", await _it.FindAsync("other.example"));
        Assert.False(pending.IsCompleted);
        _it.Time.Advance(TargetResolver.Limit);

        Assert.Equal("dns_failed", await pending);
    }

    [Fact]
    public async Task WhoWaitsForTheSameName_SharesOneLookup()
    {
        _it.Dns.Set(Name, DnsRecord.Address("203.0.113.1"));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _it.Dns.Gate = gate.Task;
        var waiting = Enumerable.Range(0, 50).Select(_ => FindAsync()).ToList();
        await Eventually.TrueAsync(() => _it.Dns.Questions.Count > 0, "the question arrived");
        gate.SetResult();

        Assert.All(await Task.WhenAll(waiting), found => Assert.Equal("203.0.113.1:5060", found));
        Assert.Single(_it.Dns.Questions, q => q == "A pbx.example");
    }

    [Fact]
    public async Task ChangedAddresses_AreToldOnce_AndNoneWhenOneIsForbidden()
    {
        var told = new List<string>();
        _it.Resolver.Changed += (query, targets) => told.Add($"{query.Host}: {string.Join(' ', targets)}");
        _it.Dns.Set(Name, DnsRecord.Address("203.0.113.1", ttl: 0));
        await FindAsync();
        await FindAsync();
        _it.Dns.Set(Name, DnsRecord.Address("203.0.113.1", ttl: 0), DnsRecord.Address("169.254.169.254", ttl: 0));
        await FindAsync();

        Assert.Equal(["pbx.example: 203.0.113.1:5060", "pbx.example: "], told);
    }

    [Fact]
    public async Task HalfAnAnswer_ServesOnce()
    {
        _it.Dns.Set("_sip._udp.pbx.example", DnsRecord.Service(5071, "one.example"), DnsRecord.Service(5072, "two.example"));
        _it.Dns.Set("one.example", DnsRecord.Address("203.0.113.1"));
        _it.Dns.Set("two.example", DnsRecord.Address("203.0.113.2"));
        _it.Dns.SilentFor = "two.example";
        var half = await _it.ResolveAsync(Name);
        _it.Dns.SilentFor = null;

        Assert.Equal("203.0.113.1:5071", string.Join(' ', half.Value.All));
        Assert.Equal("203.0.113.1:5071 203.0.113.2:5072", await FindAsync());
    }

    public void Dispose() => _it.Dispose();

    private Task<string> FindAsync() => _it.FindAsync(Name);

    // A silent server is only given up when the clock has moved on.
    private async Task<string> FindWhileClockRunsAsync()
    {
        var before = _it.Dns.Questions.Count;
        var pending = FindAsync();
        await Eventually.TrueAsync(() => pending.IsCompleted || _it.Dns.Questions.Count > before, "a question arrived");
        if (_it.Dns.SilentFor is not null) _it.Time.Advance(TargetResolver.Limit);
        return await pending;
    }
}

using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Media;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Sip.Hostile.Generation;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>Security T14 and F1: generated messages from a trunk's own address, which no filter keeps out, while a good call goes on.</summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Sip")]
public sealed class MalformedTrafficTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int PingEvery = 50;
    private const int CallEvery = 25;
    private const int LargestDatagram = 65_507;

    private readonly MediaEngine _engine = new(MediaBench.Options() with { PortRest = TimeSpan.FromMilliseconds(20) }, TimeProvider.System,
        NullLogger<MediaEngine>.Instance);

    private readonly ErrorCounter _errors = new();
    private readonly StallMeter _stalls = new();
    private readonly ScriptedPhone _hostile = new("127.0.0.66");
    private readonly ScriptedPhone _pinger = new();
    private readonly List<(int Number, byte[] Message)> _recent = [];
    private SipSession? _placed;
    private TimeSpan _longestPing;
    private int _pings;
    private int _sent;
    private int _refused;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _hostile.Dispose();
        _pinger.Dispose();
        _stalls.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Udp_GeneratedMessages_HarmNothing()
    {
        await using var agent = new TestAgent(change: options => options with { AllowsTarget = IPAddress.IsLoopback }, logger: _errors);
        using var good = new GoodCall(_engine);
        await good.BeginAsync(agent);
        var owner = new HostileOwner(_engine);
        agent.TakeInvite = owner.Take;
        await RunAsync(agent, good, owner, first: 0, count: 500);
        await IdleAsync(agent);
        var base0 = (Memory: GC.GetTotalMemory(forceFullCollection: true), Media: _engine.Counters.Legs);

        var count = Soak.Number("MESSAGES", 10_000);
        await RunAsync(agent, good, owner, first: 500, count);
        await IdleAsync(agent);

        await good.AssertUnharmedAsync(agent);
        await agent.AssertEmptyAsync();
        await Eventually.TrueAsync(() => _engine.Counters.Legs <= base0.Media, "the media legs of the others are gone");
        _recent.Clear();
        var grown = (GC.GetTotalMemory(forceFullCollection: true) - base0.Memory) / 1024.0 / 1024;
        output.WriteLine($"seed {Soak.Seed}: {_sent} messages, {_refused} of them refused by the parser, {owner.Calls} calls; "
            + $"longest ping {_longestPing.TotalMilliseconds:0} ms; memory {grown:+0.0;-0.0} MB; good call: {good.Report}");
        Assert.True(_errors.Count == 0, _errors.First);
        Assert.Equal(0, agent.Agent.Counters.LaneDrops);
        Assert.InRange(_refused, _sent / 4, _sent);
        Assert.InRange(grown, -1_000, 5);
    }

    [Fact]
    public async Task Tcp_GeneratedMessages_HarmNothing()
    {
        // A connection that broke the framing stays open a while for its 400; the usual twenty of one address would be used up by that.
        await using var agent = new TestAgent(
            change: options => options with { AllowsTarget = IPAddress.IsLoopback, Connections = new() { PerSource = 4_000, Total = 4_000 } }, logger: _errors);
        using var good = new GoodCall(_engine);
        await good.BeginAsync(agent);
        agent.TakeInvite = new HostileOwner(_engine).Take;
        using var phone = await TcpPhone.ConnectAsync(agent.Address);
        using var spoiler = new TcpSpoiler(agent.Address);
        await SpoilAsync(agent, good, phone, spoiler, 300);
        await IdleAsync(agent);
        var base0 = GC.GetTotalMemory(forceFullCollection: true);

        await SpoilAsync(agent, good, phone, spoiler, Math.Min(Soak.Number("MESSAGES", 10_000) / 4, 100_000));
        spoiler.Dispose();
        await IdleAsync(agent);

        await good.AssertUnharmedAsync(agent);
        await Eventually.TrueAsync(() => agent.Agent.Counters.Connections == 1, () => $"only the phone's connection was left: {agent.Agent.Counters}");
        _recent.Clear();
        var grown = (GC.GetTotalMemory(forceFullCollection: true) - base0) / 1024.0 / 1024;
        output.WriteLine($"seed {Soak.Seed}: {_sent} messages over {spoiler.Opened} connections, {_refused} of them refused by the parser, {agent.Agent.Counters.Received} read, {agent.Agent.Counters.ConnectionsRefused} connections refused; "
            + $"longest ping {_longestPing.TotalMilliseconds:0} ms; memory {grown:+0.0;-0.0} MB; good call: {good.Report}");
        Assert.True(_errors.Count == 0, _errors.First);
        Assert.InRange(agent.Agent.Counters.Received, _sent / 5, int.MaxValue);
        Assert.InRange(grown, -1_000, 5);
    }

    private async Task SpoilAsync(TestAgent agent, GoodCall good, TcpPhone phone, TcpSpoiler spoiler, int count)
    {
        var drafts = new SipDrafts(_hostile.Address, agent.Address, good.CallId);
        await GuardedAsync(async () =>
        {
            for (var i = 0; i < count; i++)
            {
                var random = new Random(Soak.Seed + _sent);
                var draft = drafts.Any(random);
                draft.Change("Via", via => via.Replace("UDP", "TCP", StringComparison.Ordinal));
                SipMutations.Break(draft, random);
                var message = SipMutations.Cut(draft.ToBytes(), random);
                Note(_sent, message);
                await spoiler.SendAsync(message, random.Next(6) == 0 ? random.Next(2, 6) : 1, last: !SipParser.Parse(message).IsOk || random.Next(8) == 0);
                if (i % PingEvery != 0) continue;
                await phone.SendAsync(phone.Request("OPTIONS", $"tcp-{_sent}"));
                Assert.Equal($"tcp-{_sent}", (await phone.ExpectAsync("200")).Header("Call-ID"));
                await PingAsync(agent);
            }
        });
    }

    private async Task RunAsync(TestAgent agent, GoodCall good, HostileOwner owner, int first, int count)
    {
        var drafts = new SipDrafts(_hostile.Address, agent.Address, good.CallId);
        await GuardedAsync(async () =>
        {
            for (var i = first; i < first + count; i++)
            {
                var random = new Random(Soak.Seed + i);
                var draft = drafts.Any(random);
                SipMutations.Break(draft, random);
                Send(i, SipMutations.Cut(draft.ToBytes(), random), agent.Address);
                Spray(good, random);
                if (i % CallEvery == 0) Place(agent, owner);
                await AnswerBadlyAsync(agent, random);
                if (i % PingEvery == 0) await PingAsync(agent);
            }

            _placed?.HangUp();
            await PingAsync(agent);
        });
    }

    private async Task GuardedAsync(Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {Soak.Seed}. The messages since the last answered ping:\n{Describe()}", e);
        }
    }

    private void Note(int number, byte[] message)
    {
        _recent.Add((number, message));
        _sent++;
        if (!SipParser.Parse(message).IsOk) _refused++;
    }

    private void Send(int number, byte[] message, IPEndPoint to)
    {
        if (message.Length > LargestDatagram) message = message[..LargestDatagram];
        Note(number, message);
        _hostile.Send(message, to);
    }

    // Onto the good call's own audio ports, RTP and RTCP.
    private void Spray(GoodCall good, Random random)
    {
        var packet = new byte[random.Next(1, 400)];
        random.NextBytes(packet);
        if (random.Next(2) == 0) packet[0] = 0x80;
        _hostile.Send(packet, new IPEndPoint(IPAddress.Loopback, good.Ports[random.Next(2)] + random.Next(2)));
    }

    // The one before has rung long enough: how long is the owner's to decide.
    private void Place(TestAgent agent, HostileOwner owner)
    {
        _placed?.HangUp();
        _placed = agent.Agent.Invite(
            new OutboundInvite
            {
                RequestUri = new SipUri { User = "200", Host = "127.0.0.66" },
                From = new NameAddr { Uri = new SipUri { User = "agent", Host = "127.0.0.1" } },
                To = new NameAddr { Uri = new SipUri { User = "200", Host = "127.0.0.66" } },
                Target = _hostile.Address,
                Sdp = SipDrafts.Sdp,
                Credentials = new TestCredentials(realm: "pbx"),
            },
            owner);
    }

    /// <summary>Takes what came; each INVITE gets four broken answers.</summary>
    private async Task AnswerBadlyAsync(TestAgent agent, Random random)
    {
        while (_hostile.HasMessage && await _hostile.TryReceiveAsync(TimeSpan.FromSeconds(1)) is { } message)
        {
            if (message.IsResponse || message.Method != "INVITE" || message.Text.Contains("Authorization", StringComparison.Ordinal)) continue;
            string[] names = ["Via", "From", "To", "Call-ID", "CSeq"];
            var copied = names.SelectMany(name => message.All(name).Select(value => (name, name == "To" ? value + ";tag=evil" : value))).ToArray();
            for (var n = 0; n < 4; n++)
            {
                var draft = SipDrafts.Response(copied, _hostile.Address, random);
                if (n < 3) SipMutations.Break(draft, random);
                Send(-1, draft.ToBytes(), agent.Address);
            }
        }
    }

    private async Task PingAsync(TestAgent agent)
    {
        _stalls.Reset();
        var began = Stopwatch.GetTimestamp();
        _pinger.Send(_pinger.Request("OPTIONS", agent.Address, $"ping-{++_pings}"), agent.Address);
        var answer = await _pinger.TryReceiveAsync(TimeSpan.FromSeconds(5)) ?? throw new TimeoutException("The ping was not answered within 5 s.");
        Assert.Equal((200, $"ping-{_pings}"), (answer.Status, answer.Header("Call-ID")));
        var took = Stopwatch.GetElapsedTime(began);
        if (took > _longestPing) _longestPing = took;
        Assert.True(took - _stalls.Longest < TimeSpan.FromSeconds(1), $"The ping took {took.TotalMilliseconds:0} ms, the machine's own stalls {_stalls.Longest.TotalMilliseconds:0} ms.");
        _recent.Clear();
    }

    // Only the good call is left: its dialog, and the timer it may have of its own.
    private static Task IdleAsync(TestAgent agent) => Eventually.TrueAsync(
        () => agent.Agent.Counters is { Sessions: 1, ClientTransactions: 0, ServerTransactions: 0, Timers: <= 1 },
        () => $"only the good call was left: {agent.Agent.Counters}");

    private string Describe()
    {
        var text = new StringBuilder();
        foreach (var (number, message) in _recent)
            text.Append(number).Append(": ").AppendLine(Convert.ToBase64String(message.AsSpan(0, Math.Min(message.Length, 4_000))));
        return text.ToString();
    }
}

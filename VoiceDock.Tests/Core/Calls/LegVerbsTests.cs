using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Engine;
using VoiceDock.Core.Media;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>What the domain may ask of one leg: hold, resume, REFER. The far end is a scripted phone with an ear for RTP.</summary>
[Trait("Kind", "Sip")]
public sealed class LegVerbsTests(LegVerbsTests.Rig rig) : IClassFixture<LegVerbsTests.Rig>
{
    [Fact]
    public async Task Hold_Accepted_TheFarEndHearsUsAndResumeUndoesIt()
    {
        await using var far = await FarEnd.ConnectAsync(rig);
        far.Leg.Hold();
        var hold = await far.Phone.ExpectAsync("INVITE");
        Assert.Contains("a=sendonly", hold.Body);
        far.Accept(hold, "a=recvonly\n");
        await far.Phone.ExpectAsync("ACK");
        Assert.Equal((true, null), await far.HeldAsync());

        far.Leg.Resume();
        var resume = await far.Phone.ExpectAsync("INVITE");
        Assert.Contains("a=sendrecv", resume.Body);
        far.Accept(resume);
        await far.Phone.ExpectAsync("ACK");

        Assert.Equal((false, null), await far.HeldAsync());
    }

    [Fact]
    public async Task Hold_Refused_NothingChanges()
    {
        await using var far = await FarEnd.ConnectAsync(rig);
        far.Leg.Hold();
        far.Phone.Reply(await far.Phone.ExpectAsync("INVITE"), "488 Not Acceptable Here");

        Assert.Equal((false, 488), await far.HeldAsync());
    }

    [Fact]
    public async Task Hold_WhileAnotherIsOpen_IsRefusedAtOnce()
    {
        await using var far = await FarEnd.ConnectAsync(rig);
        far.Leg.Hold();
        far.Leg.Hold();

        Assert.Equal((false, 491), await far.HeldAsync());
    }

    [Fact]
    public async Task FarEnd_HoldsWithPortZero_NothingIsSentUntilItComesBack()
    {
        await using var far = await FarEnd.ConnectAsync(rig);
        far.Leg.Media.SetSource(new VoiceDock.Core.Media.Prompts.ToneSource(440));
        await far.HearsAsync();

        far.Offer(2, far.Sdp.Replace($"m=audio {far.Port}", "m=audio 0", StringComparison.Ordinal));
        var ok = await far.Phone.ExpectLaterAsync("200");
        Assert.Contains("m=audio 0 ", ok.Body);
        far.Acknowledge(2);
        await far.HearsNothingAsync();

        far.Offer(3, far.Sdp);
        Assert.Contains("a=sendrecv", (await far.Phone.ExpectLaterAsync("200")).Body);
        await far.HearsAsync();
    }

    [Fact]
    public async Task Refer_Accepted_StagesComeInTheDomainsWords()
    {
        await using var far = await FarEnd.ConnectAsync(rig);
        far.Leg.Refer(new ReferPlan(rig.Core.Trunk, "300"));
        var refer = await far.Phone.ExpectAsync("REFER");
        Assert.Equal($"<sip:300@127.0.0.1:{rig.Core.Trunk.Port}>", refer.Header("Refer-To"));
        Assert.StartsWith("<sip:", refer.Header("Referred-By"), StringComparison.Ordinal);
        far.Phone.Reply(refer, "202 Accepted", null);
        Assert.Equal((ReferStage.Accepted, (int?)202), await far.ReferredAsync());

        far.Phone.Send(far.Notify(1, "SIP/2.0 486 Busy Here"), rig.Core.Console);

        Assert.Equal((ReferStage.Failed, (int?)486), await far.ReferredAsync());
    }

    [Theory]
    [InlineData("Allow: INVITE, ACK, BYE, REFER", true)]
    [InlineData("Allow: INVITE, ACK\r\nAllow: BYE", false)]
    [InlineData("X-None: 1", null)]
    public async Task TakesRefer_IsWhatTheFarEndSays(string header, bool? takes)
    {
        await using var far = await FarEnd.ConnectAsync(rig, header);

        Assert.Equal(takes, far.Leg.TakesRefer);
    }

    [Fact]
    public async Task Refer_ByTel_NamesTheNumberAlone()
    {
        await using var far = await FarEnd.ConnectAsync(rig);

        far.Leg.Refer(new ReferPlan(rig.Core.Trunk, "+441632960777", ByTel: true));

        Assert.Equal("<tel:+441632960777>", (await far.Phone.ExpectAsync("REFER")).Header("Refer-To"));
    }

    /// <summary>The whole core, with timers of a loopback network.</summary>
    public sealed class Rig : IAsyncLifetime
    {
        public CallRig Core { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Core = await CallRig.StartAsync(settings: ("Sip:T1Milliseconds", "40"));

        public ValueTask DisposeAsync() => Core.DisposeAsync();
    }

    /// <summary>A leg of ours, connected to a phone.</summary>
    private sealed class FarEnd : IAsyncDisposable
    {
        private readonly Rig _rig;
        private readonly MediaCall _call;
        private readonly Socket _ear = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly Channel<LegEvent> _events = Channel.CreateBounded<LegEvent>(1_000);
        private WireMessage _invite = null!;

        private FarEnd(Rig rig)
        {
            _rig = rig;
            _ear.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _call = rig.Core.Get<MediaEngine>().OpenCall();
        }

        public ScriptedPhone Phone { get; } = new();

        public SipLeg Leg { get; private set; } = null!;

        public int Port => ((IPEndPoint)_ear.LocalEndPoint!).Port;

        public string Sdp => ScriptedPhone.Sdp.Replace("m=audio 40000", $"m=audio {Port}", StringComparison.Ordinal);

        public static async Task<FarEnd> ConnectAsync(Rig rig, string header = "Allow: INVITE, ACK, BYE, REFER")
        {
            var far = new FarEnd(rig);
            var plan = new DialPlan(rig.Core.Trunk, far.Phone.Address, "200", null, null, null);
            var parts = rig.Core.Get<SipEngine>().Parts;
            far.Leg = SipLeg.Dial(parts, plan, far._call, null, e => far._events.Writer.TryWrite(e), _ => { });
            far._invite = await far.Phone.ExpectAsync("INVITE");
            far.Phone.Reply(far._invite, "200 OK", "phone", $"{far.Phone.Contact}\r\n{header}", far.Sdp);
            await far.Phone.ExpectAsync("ACK");
            await far.NextAsync<LegAnswered>();
            return far;
        }

        public void Accept(WireMessage request, string direction = "") => Phone.Reply(request, "200 OK", null, Phone.Contact, Sdp + direction);

        public void Offer(uint sequence, string sdp) => Phone.Send(Phone.InDialogBack("INVITE", _invite, sequence, body: sdp), _rig.Core.Console);

        public void Acknowledge(uint sequence) => Phone.Send(Phone.InDialogBack("ACK", _invite, sequence), _rig.Core.Console);

        public string Notify(uint sequence, string fragment) =>
            Phone.InDialogBack("NOTIFY", _invite, sequence, headers: "Event: refer\r\nSubscription-State: terminated", body: fragment + "\n")
                .Replace("Content-Type: application/sdp", "Content-Type: message/sipfrag", StringComparison.Ordinal);

        public async Task<(bool, int?)> HeldAsync() => await NextAsync<LegHoldSettled>() is var e ? (e.Held, e.SipCode) : default;

        public async Task<(ReferStage, int?)> ReferredAsync() => await NextAsync<LegReferred>() is var e ? (e.Stage, e.SipCode) : default;

        public async Task HearsAsync()
        {
            Drain();
            Assert.True(await ReceivedAsync(TimeSpan.FromSeconds(5)), "Nothing is heard.");
        }

        public async Task HearsNothingAsync()
        {
            // What was under way when the answer left.
            await ReceivedAsync(TimeSpan.FromMilliseconds(60));
            Drain();
            Assert.False(await ReceivedAsync(TimeSpan.FromMilliseconds(300)), "Something is still sent.");
        }

        public async ValueTask DisposeAsync()
        {
            Leg.HangUp();
            _call.Dispose();
            _ear.Dispose();
            Phone.Dispose();
            await Task.CompletedTask;
        }

        private async Task<T> NextAsync<T>()
            where T : LegEvent
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            while (true)
            {
                if (await _events.Reader.ReadAsync(stop.Token) is T found)
                    return found;
            }
        }

        private void Drain()
        {
            var buffer = new byte[2_048];
            while (_ear.Available > 0)
                _ear.Receive(buffer);
        }

        private async Task<bool> ReceivedAsync(TimeSpan within)
        {
            using var stop = new CancellationTokenSource(within);
            try
            {
                await _ear.ReceiveAsync(new byte[2_048], stop.Token);
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }
}

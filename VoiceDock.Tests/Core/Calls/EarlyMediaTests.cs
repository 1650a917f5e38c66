using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Practice;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>What a caller hears while the destination rings: its own sound where it sends any and the trunk allows it, else our tone.</summary>
[Trait("Kind", "Sip")]
public sealed partial class EarlyMediaTests
{
    private const double Network = 600;
    private const double Ringback = 425;
    private const string Line = "+441632960777";

    [Fact]
    public async Task EarlyMedia_IsHeardWhileItRings_AndTheCallerIsBackWhenItFails()
    {
        await using var scene = await Scene.StartAsync();
        var invite = await scene.DialAsync("One moment.");
        scene.Progress(invite);

        await scene.HearsAsync(0, 880, Network);
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Ringing);
        var before = scene.Heard.Now;
        scene.Pbx.Reply(invite, "486 Busy Here");

        var after = await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Failed);
        Assert.Equal(("busy", CallerWith.Assistant), (after.Transfers.Single().Reason, after.Transfers.Single().CallerWith));
        await scene.HearsAsync(before, 880, 660, 440);
    }

    [Fact]
    public async Task EarlyMedia_DestinationAnswers_GoesOnAsTheConversation()
    {
        await using var scene = await Scene.StartAsync();
        scene.Caller.Say(new ToneSource(1000));
        var invite = await scene.DialAsync();
        scene.Progress(invite);
        await scene.HearsAsync(0, Network);

        scene.Pbx.Reply(invite, "200 OK", "phone", scene.Pbx.Contact, scene.Sdp);
        await scene.Pbx.ExpectLaterAsync("ACK");
        await scene.Rig.UntilTransferAsync(scene.Call.Id, TransferState.Connected);

        var since = scene.Heard.Now;
        await scene.HearsAsync(since, Network);
        await Eventually.TrueAsync(() => scene.FarHeard.Has(1000), "the destination hears the caller");
    }

    [Fact]
    public async Task EarlyMedia_TrunkForbidsIt_CallerHearsOurTone()
    {
        await using var scene = await Scene.StartAsync(allowed: false);
        var invite = await scene.DialAsync();
        scene.Progress(invite);

        await scene.HearsAsync(0, Ringback);
        Assert.Equal(0, scene.Far.ReadStats().PacketsIn);
        Assert.False(scene.Heard.Has(Network));
    }

    [Fact]
    public async Task EarlyMedia_DescribedButNeverSent_CallerHearsOurTone()
    {
        await using var scene = await Scene.StartAsync();
        var invite = await scene.DialAsync();
        scene.Progress(invite, speaks: false);

        await scene.HearsAsync(0, Ringback);

        // Towards the far side goes silence: one that waits for our first packet gets it.
        await Eventually.TrueAsync(() => scene.Far.ReadStats().PacketsIn > 5, "the far side gets packets before its own first one");
    }

    [Fact]
    public async Task EarlyMedia_StopsAndComesAgain_OurToneFillsTheGap()
    {
        await using var scene = await Scene.StartAsync();
        var invite = await scene.DialAsync();
        scene.Progress(invite);
        await scene.HearsAsync(0, Network);

        var stopped = scene.Heard.Now;
        scene.Far.SetSource(null);
        await scene.HearsAsync(stopped, Ringback);

        var again = scene.Heard.Now;
        scene.Far.SetSource(new ToneSource(Network));
        await scene.HearsAsync(again, Network);
    }

    /// <summary>A caller with the attendant, and a destination that is played by hand.</summary>
    private sealed partial class Scene : IAsyncDisposable
    {
        private readonly MediaEngine _engine = new(MediaBench.Options(pairs: 8), TimeProvider.System, NullLogger<MediaEngine>.Instance);
        private readonly MediaCall _media;

        private Scene(CallRig rig)
        {
            Rig = rig;
            _media = _engine.OpenCall();
            Far = _media.OpenLeg(new LegRecorder());
            Far.SetListener(FarHeard);
        }

        public CallRig Rig { get; }

        public ScriptedPhone Pbx { get; } = new();

        public MediaLeg Far { get; }

        public HeardAudio FarHeard { get; } = new();

        public HeardAudio Heard { get; } = new();

        public PracticeCaller Caller { get; private set; } = null!;

        public CallView Call { get; private set; } = null!;

        public string Sdp => ScriptedPhone.Sdp.Replace("40000", $"{Far.LocalPort}", StringComparison.Ordinal);

        public static async Task<Scene> StartAsync(bool? allowed = null)
        {
            // The tone comes at once and without its pause of four seconds being waited for; the ring limit is no part of these tests.
            var scene = new Scene(await CallRig.StartAsync(settings: ("Calls:RingbackAfterSeconds", "0.05")));
            await scene.Rig.AddLineAsync(Line, scene.Pbx.Address.Port, t => (t.EarlyMedia, t.RingTimeoutSeconds) = (allowed, 60));
            (scene.Caller, scene.Call) = await scene.Rig.CallInProgressAsync(number: Line);
            scene.Caller.Listen(scene.Heard);
            return scene;
        }

        public async Task<WireMessage> DialAsync(string? message = null)
        {
            await Rig.TransferAsync(Call.Id, "200", message);
            return await Pbx.ExpectAsync("INVITE");
        }

        /// <summary>183 with a description, and from then on the network's tone.</summary>
        public void Progress(WireMessage invite, bool speaks = true)
        {
            var port = int.Parse(AudioPort().Match(invite.Body).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            Far.SetSource(speaks ? new ToneSource(Network) : null);
            Far.Arm(new RemoteMedia(new IPEndPoint(IPAddress.Loopback, port), AudioCodec.Pcmu, 0, 101, [], null, true, true, true));
            Pbx.Reply(invite, "183 Session Progress", "phone", Pbx.Contact, Sdp);
        }

        public Task HearsAsync(int since, params double[] tones) => Eventually.TrueAsync(
            () => Heard.HasInOrder(since, tones), () => $"the caller hears {string.Join(", ", tones)} Hz: {Heard.Describe(since, Network, Ringback, 880, 660, 440)}");

        public async ValueTask DisposeAsync()
        {
            await Rig.DisposeAsync();
            _media.Dispose();
            await _engine.DisposeAsync();
            Pbx.Dispose();
        }

        [GeneratedRegex(@"m=audio (\d+) ")]
        private static partial Regex AudioPort();
    }
}

using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>SIPp as the caller; its RTP comes and goes at a port of the test, where what arrives is listened to.</summary>
[Trait("Kind", "Sip")]
public sealed class SippCallerTests(InteropRig rig) : IClassFixture<InteropRig>
{
    private const double CallersTone = 1000;

    [Fact]
    [Interop("SIPp", "call in")]
    [Interop("practice PBX", "call out")]
    public async Task Caller_HearsTheAttendant_AndTheExtensionAfterTheTransfer()
    {
        await using var engine = new MediaEngine(
            new MediaOptions { Bind = IPAddress.Loopback, FirstPort = 16_000, LastPort = 16_999, Threads = 1 }, TimeProvider.System, NullLogger<MediaEngine>.Instance);
        using var media = engine.OpenCall();
        using var ear = media.OpenLeg(new LegRecorder());
        var heard = new HeardAudio();
        ear.SetListener(heard);
        ear.SetSource(new ToneSource(CallersTone));
        // Nothing is sent before the console's first packets have shown where it is.
        ear.Arm(new RemoteMedia(new IPEndPoint(IPAddress.Loopback, 0), AudioCodec.Pcmu, 0, 101, [IPAddress.Loopback], null, true, true, true));

        await using var sipp = SippPeer.Call("caller-with-ears-waits-for-bye", rig.Core.Console, CallRig.OurNumber, more: ["-key", "ear_port", $"{ear.LocalPort}"]);
        var call = await rig.Core.UntilAsync(c => c.Caller == "+442079469999" && c.State == CallState.InProgress);
        await HearsAsync(heard, 880, 1175, 440);
        Assert.False(heard.Has(CallersTone), "The caller heard itself before there was an extension that echoes.");

        await rig.Core.TransferAsync(call.Id, "200");
        await rig.Core.UntilTransferAsync(call.Id, TransferState.Connected);
        await HearsAsync(heard, 523, 659, CallersTone);

        await rig.Core.Desk.EndAsync(call.Id, null, CallRig.Operator);
        await sipp.SucceedAsync();
        await rig.NothingLeftAsync();
    }

    [Fact]
    [Interop("SIPp", "hold")]
    public async Task Caller_HoldsInEverySpelling_IsAnsweredEachTimeAndTheCallGoesOn()
    {
        await using var sipp = SippPeer.Call("caller-holds-in-every-spelling", rig.Core.Console, CallRig.OurNumber);

        await sipp.SucceedAsync();

        await rig.NothingLeftAsync();
    }

    private static Task HearsAsync(HeardAudio heard, params double[] tones) => Eventually.TrueAsync(
        () => heard.HasInOrder(0, tones), () => $"the caller hears {string.Join(", ", tones)} Hz: {heard.Describe(0, tones)}");
}

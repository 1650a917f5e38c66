using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Srtp;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Support;

/// <summary>A caller with the attendant whose ears are recorded, and a destination that is played by hand: its SIP word for word, its audio a leg of an engine of its own.</summary>
internal sealed partial class ScriptedCall : IAsyncDisposable
{
    public const string Line = "+441632960777";

    private readonly MediaEngine _engine = new(MediaBench.Options(pairs: 8), TimeProvider.System, NullLogger<MediaEngine>.Instance);
    private readonly MediaCall _media;

    private ScriptedCall(CallRig rig)
    {
        Rig = rig;
        _media = _engine.OpenCall();
        Far = _media.OpenLeg(FarEvents);
        Far.SetListener(FarHeard);
    }

    public CallRig Rig { get; }

    /// <summary>The trunk the destination is dialled over.</summary>
    public Trunk Trunk { get; private set; } = null!;

    public ScriptedPhone Pbx { get; } = new();

    /// <summary>The destination's audio.</summary>
    public MediaLeg Far { get; }

    /// <summary>What the destination notices besides sound.</summary>
    public LegRecorder FarEvents { get; } = new();

    public HeardAudio FarHeard { get; } = new();

    /// <summary>What the caller hears.</summary>
    public HeardAudio Heard { get; } = new();

    public PracticeCaller Caller { get; private set; } = null!;

    public CallView Call { get; private set; } = null!;

    /// <summary>The destination's description: PCMU and PCMA at its leg's port.</summary>
    public string Sdp => ScriptedPhone.Sdp.Replace("40000", $"{Far.LocalPort}", StringComparison.Ordinal);

    /// <param name="destination">Changes what the assistant's list says of 200.</param>
    public static async Task<ScriptedCall> StartAsync(
        Action<TrunkInput>? shape = null, ILoggerProvider? logs = null, string? folder = null,
        Func<TransferDestination, TransferDestination>? destination = null, params (string Key, string Value)[] settings)
    {
        // The ring-back tone comes soon; the ring limit is no part of these tests.
        var scene = new ScriptedCall(await CallRig.StartAsync(folder, logs: logs, settings: [("Calls:RingbackAfterSeconds", "0.05"), .. settings]));
        if (destination is not null)
            await scene.Rig.ListAsync(destination(CallRig.Destination("200", "Reception")));
        scene.Trunk = await scene.Rig.AddLineAsync(Line, scene.Pbx.Address.Port, t =>
        {
            t.RingTimeoutSeconds = 60;
            shape?.Invoke(t);
        });
        (scene.Caller, scene.Call) = await scene.Rig.CallInProgressAsync(number: Line);
        scene.Caller.Listen(scene.Heard);
        return scene;
    }

    /// <summary>Orders the transfer; the INVITE as it came.</summary>
    public async Task<WireMessage> DialAsync(string? message = null)
    {
        await Rig.TransferAsync(Call.Id, "200", message);
        return await Pbx.ExpectAsync("INVITE");
    }

    /// <summary>The destination's audio begins, towards what this description of ours names.</summary>
    public void Talk(string sdp, IFrameSource? source, SrtpKeys? keys = null)
    {
        var port = int.Parse(AudioPort().Match(sdp).Groups[1].Value, CultureInfo.InvariantCulture);
        Far.SetSource(source);
        Far.Arm(new RemoteMedia(new IPEndPoint(IPAddress.Loopback, port), AudioCodec.Pcmu, 0, 101, [], null, true, true, true) { Srtp = keys });
    }

    public Task HearsAsync(int since, params double[] tones) => Eventually.TrueAsync(
        () => Heard.HasInOrder(since, tones), () => $"the caller hears {string.Join(", ", tones)} Hz: {Heard.Describe(since, [.. tones, 425, 880, 660, 440])}");

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

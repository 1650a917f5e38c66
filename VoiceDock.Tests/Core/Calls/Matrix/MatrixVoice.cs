using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using VoiceDock.Core.Media;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>The audio of one scripted party.</summary>
internal sealed partial class MatrixVoice : IDisposable
{
    private readonly MediaCall _call;
    private readonly MediaLeg _leg;

    public MatrixVoice(MediaEngine engine)
    {
        _call = engine.OpenCall();
        _leg = _call.OpenLeg(new LegRecorder());
        _leg.SetListener(Heard);
    }

    public HeardAudio Heard { get; } = new();

    /// <summary>Of its RTP and RTCP.</summary>
    public IReadOnlyList<int> Ports => [_leg.LocalPort, _leg.LocalPort + 1];

    /// <summary>PCMU and PCMA at its port.</summary>
    public string Sdp => ScriptedPhone.Sdp.Replace("40000", $"{_leg.LocalPort}", StringComparison.Ordinal);

    /// <summary>Its audio begins, towards what this description names.</summary>
    public void Talk(string sdp, IFrameSource? source)
    {
        var port = int.Parse(AudioPort().Match(sdp).Groups[1].Value, CultureInfo.InvariantCulture);
        _leg.SetSource(source);
        _leg.Arm(new RemoteMedia(new IPEndPoint(IPAddress.Loopback, port), AudioCodec.Pcmu, 0, 101, [], null, true, true, true));
    }

    public void Press(char key) => _leg.SendDigit(key);

    /// <summary>As when its machine dies: its ports are closed, and no RTCP comes either, which would be a sign of life.</summary>
    public void FallSilent() => _leg.Dispose();

    public void Dispose() => _call.Dispose();

    [GeneratedRegex(@"m=audio (\d+) ")]
    private static partial Regex AudioPort();
}

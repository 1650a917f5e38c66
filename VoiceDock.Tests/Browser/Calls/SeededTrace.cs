using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Quality;
using VoiceDock.Core.Calls.Trace;

namespace VoiceDock.Tests.Browser.Calls;

/// <summary>The messages of a call that was answered and whose transfer met a busy extension, masked as the tap masks them.</summary>
internal static class SeededTrace
{
    private const string Rest =
        "\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK776asdhds;rport\r\nFrom: <sip:voicedock@127.0.0.1>;tag=1928301774\r\nTo: <sip:201@127.0.0.1>\r\n"
        + "CSeq: 1 INVITE\r\nAuthorization: Digest username=\"voicedock\", realm=\"practice\", nonce=\"***\", response=\"***\"\r\nContent-Length: 0\r\n\r\n";

    private static readonly (double After, bool Sent, bool Again, string Leg, string Summary)[] Messages =
    [
        (-43.0, false, false, "caller", "INVITE sip:+31201234567@127.0.0.1:5060"),
        (-43.0, true, false, "caller", "100 Trying"),
        (-42.9, true, false, "caller", "180 Ringing"),
        (-42.8, true, false, "caller", "200 OK"),
        (-42.3, true, true, "caller", "200 OK"),
        (-42.2, false, false, "caller", "ACK sip:+31201234567@127.0.0.1:5060"),
        (-4.0, true, false, "destination 1", "INVITE sip:201@127.0.0.1:5070"),
        (-3.9, false, false, "destination 1", "401 Unauthorized"),
        (-3.8, true, false, "destination 1", "ACK sip:201@127.0.0.1:5070"),
        (-3.7, true, false, "destination 1", "INVITE sip:201@127.0.0.1:5070"),
        (-2.0, false, false, "destination 1", "486 Busy Here"),
        (-1.9, true, false, "destination 1", "ACK sip:201@127.0.0.1:5070"),
    ];

    private static readonly (double After, string Kind, string Text)[] Audio =
    [
        (-42.1, TraceMarks.AudioOut, "Audio to the caller begins"),
        (-42.05, TraceMarks.AudioIn, "Audio from the caller begins"),
        (-20.0, TraceMarks.Silent, "Nothing from the caller for 3 s"),
        (-15.5, TraceMarks.Audible, "Audio from the caller again"),
    ];

    /// <summary>The audio's, and of the transfer its beginning, its attempt and its end.</summary>
    public static int Marks => Audio.Length + 3;

    public static int Count => Messages.Length;

    /// <summary>Two minutes of the caller's audio with a burst of loss, and of the last half minute the destination's.</summary>
    public static void FillQuality(CallTraces traces, CallView call)
    {
        var (caller, far) = ($"caller@{call.Id}", $"destination 1@{call.Id}");
        traces.Claim(caller, call.Id, "caller");
        traces.Claim(far, call.Id, "destination 1");
        for (var i = 0; i < 120; i++)
        {
            var at = call.AnsweredAt!.Value.AddSeconds(i + 1);
            traces.Sample(caller, null, i is > 40 and < 47 ? new QualityPoint(2.9f, 46, 4, 31) : new QualityPoint(4.4f, 50, 0, 2 + (i % 3)), at);
            if (i >= 90)
                traces.Sample(far, call.Transfers[0].Id, new QualityPoint(2.45f, 48, 2, 22), at);
        }
    }

    public static void Fill(CallTraces traces, Guid callId, DateTime now)
    {
        foreach (var leg in Messages.Select(m => m.Leg).Distinct())
            traces.Claim($"{leg}@{callId}", callId, leg);
        foreach (var (after, kind, text) in Audio)
            traces.Mark(callId, new TraceMarker(now.AddSeconds(after), "caller", kind, text));
        foreach (var (after, sent, again, leg, summary) in Messages)
        {
            var peer = leg == "caller" ? "127.0.0.1:40112" : "127.0.0.1:5070";
            traces.Add(new TraceMessage(now.AddSeconds(after), leg, sent, again, "udp", "127.0.0.1:5060", peer, $"{leg}@{callId}", summary, summary + Rest));
        }
    }
}

using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Trace;

/// <summary>Ladders made of a few messages.</summary>
internal static class TestLadders
{
    public static readonly DateTime Nine = new DateTime(2026, 11, 3, 9, 0, 0, DateTimeKind.Utc).AddTicks(1_234_560);

    /// <summary>One second after another.</summary>
    public static TraceMessage Message(
        int second, string summary, bool sent = false, string leg = "caller", string transport = "udp", string local = "127.0.0.1:5060", string? remote = null, string body = "")
    {
        var first = char.IsAsciiDigit(summary[0]) ? $"SIP/2.0 {summary}" : $"{summary} SIP/2.0";
        var method = char.IsAsciiDigit(summary[0]) ? "INVITE" : summary.Split(' ')[0];
        var text = $"{first}\r\nVia: SIP/2.0/{transport.ToUpperInvariant()} 192.0.2.7;branch=z9hG4bK{second}\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>;tag=2\r\n"
            + $"Call-ID: {leg.Replace(' ', '-')}@x\r\nCSeq: 1 {method}\r\nAuthorization: ***\r\nContent-Type: application/sdp\r\nContent-Length: 9999\r\n\r\n{body}";
        return new TraceMessage(
            Nine.AddSeconds(second), leg, sent, false, transport, local, remote ?? (leg == "caller" ? "192.0.2.7:40112" : "192.0.2.9:5070"), $"{leg}@x", summary, text);
    }

    public static CallLadder Of(params TraceMessage[] messages) => Of(TestCalls.New(Nine), messages);

    public static CallLadder Of(CallView call, params TraceMessage[] messages) => CallLadder.Of(call, new CallTrace(call.Id, messages, Truncated: false));
}

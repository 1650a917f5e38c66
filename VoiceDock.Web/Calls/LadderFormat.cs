using System.Text;
using Microsoft.Extensions.Primitives;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Common;
using VoiceDock.Web.Api;

namespace VoiceDock.Web.Calls;

/// <summary>A ladder in the form a reader asks for: an answer of the API, or a file of the console.</summary>
internal static class LadderFormat
{
    public const string Json = "json", Text = "text", Mermaid = "mermaid", Pcap = "pcap";

    private const string PlainText = "text/plain; charset=utf-8";

    /// <param name="format">As in the address; absent is JSON.</param>
    public static IResult Show(StringValues format, CallLadder ladder) => (format.Count == 0 ? Json : (string?)format) switch
    {
        Json => Answers.Ok(new SipTraceAnswer(SipTraceDto.From(ladder))),
        Text => TypedResults.Text(LadderText.Write(ladder), PlainText),
        Mermaid => TypedResults.Text(LadderMermaid.Write(ladder), PlainText),
        Pcap => File(Pcap, ladder)!,
        _ => Answers.Refused(Error.Validation([("format", $"must be {Json}, {Text}, {Mermaid} or {Pcap}")])),
    };

    /// <summary>To be saved; null when there is no such form.</summary>
    public static IResult? File(string format, CallLadder ladder) => format switch
    {
        Text => TypedResults.File(Encoding.UTF8.GetBytes(LadderText.Write(ladder)), PlainText, $"call-{ladder.CallId}.txt"),
        Mermaid => TypedResults.File(Encoding.UTF8.GetBytes(LadderMermaid.Write(ladder)), PlainText, $"call-{ladder.CallId}.mmd"),
        Pcap => TypedResults.File(LadderPcap.Write(ladder), LadderPcap.MediaType, $"call-{ladder.CallId}.pcap"),
        _ => null,
    };
}

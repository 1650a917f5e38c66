using VoiceDock.Core.Calls.Trace;

namespace VoiceDock.Web.Calls;

public sealed record SipTraceAnswer(SipTraceDto Trace);

/// <summary>The signalling of a call as clients see it; every secret is masked.</summary>
public sealed record SipTraceDto(
    Guid CallId, IReadOnlyList<SipTraceLegDto> Legs, IReadOnlyList<SipTraceMessageDto> Messages, IReadOnlyList<SipTraceMarkerDto> Markers, bool Truncated)
{
    public static SipTraceDto From(CallLadder ladder) => new(
        ladder.CallId,
        [.. ladder.Legs.Select(l => new SipTraceLegDto(l.Name, l.Transport, l.Local, l.Remote, l.SipCallId))],
        [.. ladder.Messages.Select(SipTraceMessageDto.From)],
        [.. ladder.Markers.Select(m => new SipTraceMarkerDto(m.At, m.Leg, m.Kind, m.Text))],
        ladder.Truncated);
}

public sealed record SipTraceLegDto(string Name, string Transport, string Local, string Remote, string SipCallId);

public sealed record SipTraceMessageDto(
    DateTime At, string Leg, string Direction, bool Retransmission, string Transport, string Local, string Remote, string Summary, string Text)
{
    public static SipTraceMessageDto From(TraceMessage m) =>
        new(m.At, m.Leg, m.Sent ? "sent" : "received", m.Retransmission, m.Transport, m.Local, m.Remote, m.Summary, m.Text);
}

/// <param name="Leg">Null for the steps of a transfer.</param>
public sealed record SipTraceMarkerDto(DateTime At, string? Leg, string Kind, string Text);

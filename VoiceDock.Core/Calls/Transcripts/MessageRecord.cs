using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.Calls.Transcripts;

/// <summary>The stored form of a <see cref="CallMessage"/>.</summary>
public sealed class MessageRecord
{
    /// <summary>Call and index in one, so that a message told again takes the place of its row.</summary>
    public string Id { get; set; } = "";

    public Guid CallId { get; set; }

    public int Index { get; set; }

    public UtteranceRole Role { get; set; }

    public string Text { get; set; } = "";

    public DateTime At { get; set; }

    public bool Interrupted { get; set; }

    public int? LatencyMs { get; set; }

    internal static MessageRecord Of(CallMessage message) => new()
    {
        Id = $"{message.CallId:N}/{message.Index}",
        CallId = message.CallId,
        Index = message.Index,
        Role = message.Role,
        Text = message.Text,
        At = message.At,
        Interrupted = message.Interrupted,
        LatencyMs = message.LatencyMs,
    };

    internal CallMessage Read() => new()
    {
        CallId = CallId,
        Index = Index,
        Role = Role,
        Text = Text,
        At = At,
        Interrupted = Interrupted,
        LatencyMs = LatencyMs,
    };
}

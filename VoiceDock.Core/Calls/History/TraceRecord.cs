namespace VoiceDock.Core.Calls.History;

/// <summary>The SIP messages of an ended call, masked, as compressed JSON.</summary>
public sealed class TraceRecord
{
    public Guid CallId { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Brotli-compressed JSON list of trace messages.</summary>
    public byte[] Messages { get; set; } = [];
}

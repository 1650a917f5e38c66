using System.Text.Json.Nodes;

namespace VoiceDock.Web.Calls.Outbound;

/// <summary>A call to be placed, as sent.</summary>
public sealed class OutboundBody
{
    public string? Destination { get; set; }

    public JsonObject? Customer { get; set; }

    public Guid? NumberId { get; set; }

    public string? From { get; set; }

    public Guid? AssistantId { get; set; }

    public JsonObject? Assistant { get; set; }

    public JsonObject? AssistantOverride { get; set; }

    public string? FirstMessage { get; set; }

    public JsonObject? Metadata { get; set; }
}

using System.Text.Json.Nodes;
using VoiceDock.Core.Numbers;

namespace VoiceDock.Web.Numbers;

/// <summary>What a request says about a number.</summary>
public sealed class NumberBody
{
    public string? PhoneNumber { get; set; }

    public JsonNode? WorkflowId { get; set; }

    public NumberPatch Patch { get; } = new();
}

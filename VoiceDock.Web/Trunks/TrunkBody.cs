using System.Text.Json.Nodes;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <summary>What a request says about a trunk.</summary>
public sealed class TrunkBody
{
    /// <summary>The three spellings of the host, as sent, in the order of the table.</summary>
    public List<(string Field, string? Text)> Addresses { get; } = [];

    /// <summary>As sent; becomes part of <see cref="Patch"/> when it has the right shape.</summary>
    public Optional<JsonArray?> Headers { get; set; }

    public TrunkPatch Patch { get; } = new();
}

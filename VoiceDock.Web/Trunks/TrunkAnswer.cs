using System.Text.Json.Serialization;

namespace VoiceDock.Web.Trunks;

/// <summary>One trunk, under the product page's name and under the SDK's.</summary>
public sealed record TrunkAnswer(
    TrunkDto SipTrunk,
    TrunkDto Trunk,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings);

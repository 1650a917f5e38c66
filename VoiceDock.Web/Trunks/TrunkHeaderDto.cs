namespace VoiceDock.Web.Trunks;

/// <summary>A header a trunk writes into its INVITEs.</summary>
public sealed record TrunkHeaderDto(string Name, string Value);

namespace VoiceDock.Core.Trunks.Presets;

/// <summary>Port: knows under which address and ports a PBX reaches us.</summary>
public interface IPbxSides
{
    /// <summary>
    /// The facts about us, for a trunk that may not be saved yet; <see cref="PbxSides.Of"/> adds those of the trunk. Asks no name server: a name is
    /// taken for a host outside our networks.
    /// </summary>
    /// <param name="host">The PBX's host as typed; null or unreadable for not known yet.</param>
    PbxSide Of(string? host, string? username, TrunkTransport transport);
}

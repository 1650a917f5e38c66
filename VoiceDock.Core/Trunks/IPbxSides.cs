namespace VoiceDock.Core.Trunks;

/// <summary>Port: knows under which address and ports a PBX reaches us.</summary>
public interface IPbxSides
{
    /// <summary>For a trunk that may not be saved yet. Asks no name server: a name is taken for a host outside our networks.</summary>
    /// <param name="host">The PBX's host as typed; null or unreadable for not known yet.</param>
    PbxSide Of(string? host, string? username, TrunkTransport transport);
}

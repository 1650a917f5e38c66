using VoiceDock.Core.Security;

namespace VoiceDock.Core.Trunks;

/// <summary>A trunk's sealed passwords, in a row of their own so that no list or form loads them.</summary>
internal sealed class TrunkSecret
{
    public Guid TrunkId { get; set; }

    /// <summary>What we answer the PBX's challenges with.</summary>
    public ProtectedSecret? Password { get; set; }

    /// <summary>What a PBX that registers with us answers ours with.</summary>
    public ProtectedSecret? RegistrationPassword { get; set; }
}

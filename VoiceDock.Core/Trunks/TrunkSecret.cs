using VoiceDock.Core.Security;

namespace VoiceDock.Core.Trunks;

/// <summary>A trunk's sealed password, in a row of its own so that no list or form loads it.</summary>
internal sealed class TrunkSecret
{
    public Guid TrunkId { get; set; }

    public required ProtectedSecret Password { get; set; }
}

using VoiceDock.Core.Security;

namespace VoiceDock.Core.Storage;

/// <summary>What the master key opens in the database.</summary>
internal sealed record OpenedKeys(DataKeyRing Ring, InstanceKey Instance);

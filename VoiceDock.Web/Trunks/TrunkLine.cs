using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <summary>One row of the list.</summary>
/// <param name="Light">Null: unknown.</param>
/// <param name="Numbers">How many numbers transfer over it.</param>
/// <param name="Calls">Calls on it now.</param>
/// <param name="LastTransfer">The newest transfer over it; null: none.</param>
/// <param name="Registration">Null where nobody registers.</param>
public sealed record TrunkLine(Trunk Trunk, TrunkLight? Light, int Numbers, int Calls, TransferView? LastTransfer, TrunkRegistration? Registration = null);

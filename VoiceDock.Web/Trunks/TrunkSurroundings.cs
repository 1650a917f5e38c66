using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Core.Trunks.Refer;

namespace VoiceDock.Web.Trunks;

/// <summary>What other rooms know about a trunk.</summary>
/// <param name="OptionsInterval">Seconds between two OPTIONS, the default filled in.</param>
public readonly record struct TrunkSurroundings(
    Guid OrganizationId, CredentialState CredentialState, int NumberCount, int ActiveCalls, TrunkHealth Health, double OptionsInterval, TrunkRegistration Registration,
    ReferSupport ReferSupport, TrunkUse Today, IReadOnlyList<TollAlert> Alerts);

using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <summary>What other rooms know about a trunk.</summary>
public readonly record struct TrunkSurroundings(Guid OrganizationId, CredentialState CredentialState, int NumberCount, int ActiveCalls, TrunkRegistration Registration);

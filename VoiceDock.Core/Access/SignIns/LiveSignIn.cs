using VoiceDock.Core.Access.TwoFactor;

namespace VoiceDock.Core.Access.SignIns;

/// <summary>A sign-in that holds at this moment, with its person as the database knows them now.</summary>
/// <param name="Id">Of the sign-in.</param>
/// <param name="Roles">As in <see cref="RoleNames"/>.</param>
/// <param name="Duty">Whether two-factor is asked of them and not set up.</param>
public sealed record LiveSignIn(
    Guid Id, Guid UserId, string UserName, string SecurityStamp, IReadOnlyList<string> Roles, TwoFactorDuty Duty);

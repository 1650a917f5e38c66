using System.Globalization;
using System.Security.Claims;

namespace VoiceDock.Web.Access.SignIn;

/// <summary>Reading what <see cref="SignInClaims"/> says of a person.</summary>
public static class SignInPrincipal
{
    /// <summary>The sign-in this request or page belongs to; null for nobody.</summary>
    public static Guid? SignInId(this ClaimsPrincipal person) => Guid.TryParse(person.FindFirstValue(SignInClaims.Id), out var id) ? id : null;

    /// <summary>UTC; until when two-factor has to be set up. Null when nothing is owed.</summary>
    public static DateTime? TwoFactorUntil(this ClaimsPrincipal person) =>
        DateTime.TryParse(person.FindFirstValue(SignInClaims.TwoFactorUntil), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var until) ? until : null;
}

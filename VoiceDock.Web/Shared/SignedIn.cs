using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Web.Access.SignIn;

namespace VoiceDock.Web.Shared;

/// <summary>The signed-in person as the core wants to know them.</summary>
public static class SignedIn
{
    /// <summary>On whose behalf a page acts; take it afresh for each command, so that a page left open acts with today's person.</summary>
    public static async Task<Actor> GetActorAsync(this AuthenticationStateProvider provider) => (await provider.GetAuthenticationStateAsync()).User.ToActor();

    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static Actor ToActor(this ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true } identity
            ? new Actor(ActorType.Operator, user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", identity.Name ?? "") { SignIn = user.SignInId(), Address = user.FindFirstValue(SignInClaims.Address) }
            : throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The role this person has, as the page knows it; null for nobody.</summary>
    public static Role? RoleOf(this ClaimsPrincipal user) => user.Identity is { IsAuthenticated: true }
        ? user.FindAll(ClaimTypes.Role).Select(c => WireName.TryParse<Role>(c.Value, out var role) ? role : Role.Viewer).Append(Role.Viewer).Max()
        : null;

    /// <summary>Whether the person has this role or a higher one; for what is shown. Commands ask <see cref="Permits"/>.</summary>
    public static bool Holds(this ClaimsPrincipal user, Role needed) => user.RoleOf() >= needed;
}

using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Shared;

/// <summary>The signed-in person as the core wants to know them.</summary>
public static class SignedIn
{
    /// <summary>On whose behalf a page acts; take it afresh for each command, so that a page left open acts with today's person.</summary>
    public static async Task<Actor> GetActorAsync(this AuthenticationStateProvider provider) => (await provider.GetAuthenticationStateAsync()).User.ToActor();

    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public static Actor ToActor(this ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true } identity
            ? new Actor(ActorType.Operator, user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", identity.Name ?? "")
            : throw new InvalidOperationException("Nobody is signed in.");
}

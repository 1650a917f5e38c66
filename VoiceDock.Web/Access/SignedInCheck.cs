using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Access;

namespace VoiceDock.Web.Access;

/// <summary>An open page outlives a changed password or a removed user by 30 s at most.</summary>
internal sealed class SignedInCheck(ILoggerFactory loggers, IServiceScopeFactory scopes, IOptions<IdentityOptions> identity)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => ConsoleSignIn.RecheckInterval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellationToken)
    {
        try
        {
            return await IsSignedInAsync(state);
        }
        catch (ObjectDisposedException)
        {
            // The program has ended, and its services before this page's timer. "Signed out" would draw the page once more, with services that are gone;
            // the page ends by itself.
            return true;
        }
    }

    private async Task<bool> IsSignedInAsync(AuthenticationState state)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        if (await users.GetUserAsync(state.User) is not { } user)
            return false;
        var held = state.User.FindFirst(identity.Value.ClaimsIdentity.SecurityStampClaimType)?.Value;
        return held == await users.GetSecurityStampAsync(user);
    }
}

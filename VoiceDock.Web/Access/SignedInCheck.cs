using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Web.Access.SignIn;

namespace VoiceDock.Web.Access;

/// <summary>An open page outlives its sign-in, or a removed, disabled or otherwise changed person, by 30 s at most.</summary>
internal sealed class SignedInCheck(ILoggerFactory loggers, SignInStore signIns) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => ConsoleSignIn.RecheckInterval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellationToken)
    {
        try
        {
            return state.User.SignInId() is { } id && await signIns.FindAsync(id, cancellationToken) is { } signIn && signIn.Roles.All(state.User.IsInRole);
        }
        catch (ObjectDisposedException)
        {
            // The program ends, and its services before this page's timer: nobody is signed in any more.
            return false;
        }
    }
}

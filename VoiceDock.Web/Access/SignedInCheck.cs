using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Web.Access.SignIn;

namespace VoiceDock.Web.Access;

/// <summary>
/// Who sits at an open page, for as long as they may. A changed, disabled or removed person loses it as soon as the change is in force here; what is
/// changed beside the program, and a sign-in that ended, is found within <see cref="ConsoleSignIn.RecheckInterval"/>. Then nobody is signed in at this page:
/// its components leave and it goes to the sign-in. One per circuit.
/// </summary>
internal sealed partial class SignedInCheck : ServerAuthenticationStateProvider, IDisposable
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    private readonly SignInStore _signIns;
    private readonly PeopleDirectory _people;
    private readonly ILogger<SignedInCheck> _logger;
    private readonly ITimer _timer;
    private readonly SemaphoreSlim _turn = new(1);
    private volatile bool _isOver;

    public SignedInCheck(SignInStore signIns, PeopleDirectory people, TimeProvider time, ILogger<SignedInCheck> logger)
    {
        (_signIns, _people, _logger) = (signIns, people, logger);
        _people.Changed += Look;
        _timer = time.CreateTimer(_ => Look(), null, ConsoleSignIn.RecheckInterval, ConsoleSignIn.RecheckInterval);
    }

    public void Dispose()
    {
        _isOver = true;
        _people.Changed -= Look;
        _timer.Dispose();
    }

    // Called by whoever changed a person, and by the clock: neither waits.
    private void Look() => _ = Task.Run(LookAsync);

    /// <summary>Asks now; looks take turns.</summary>
    internal async Task LookAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (!_isOver && !await HoldsAsync())
                End();
        }
        catch (ObjectDisposedException)
        {
            // The program has ended, and its services before this page's timer. "Signed out" would draw the page once more, with services that are gone;
            // the page ends by itself.
        }
        catch (Exception problem)
        {
            // Who cannot be asked about is let in nowhere.
            LogNotAsked(_logger, problem);
            End();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<bool> HoldsAsync()
    {
        if (await CurrentAsync() is not { Identity.IsAuthenticated: true } person)
            return true;
        return person.SignInId() is { } id && await _signIns.FindAsync(id) is { } signIn && signIn.Roles.All(person.IsInRole);
    }

    // Asked before the page has begun, there is nobody yet to ask about.
    private async Task<ClaimsPrincipal?> CurrentAsync()
    {
        try
        {
            return (await GetAuthenticationStateAsync()).User;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void End()
    {
        if (!_isOver)
            SetAuthenticationState(Task.FromResult(Nobody));
    }

    [LoggerMessage(LogLevel.Warning, "Whether the person at an open page still may could not be asked; the page is signed out.")]
    private static partial void LogNotAsked(ILogger logger, Exception problem);
}

using System.Security.Claims;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Access;

/// <summary>Writes down who came, who went and who was turned away. A name nobody has is not kept: people type passwords there by mistake.</summary>
public sealed class SignInAudit(AuditLog audit)
{
    public Task SignedInAsync(User user, HttpContext http) => NoteAsync(user, "sign_in.done", http);

    /// <summary>
    /// The password was right, the code was not; wrong passwords are written down where they are checked. Returns at once: waiting for the disk would tell a
    /// name that exists from one that does not.
    /// </summary>
    /// <param name="locks">This try locked the name.</param>
    public void CodeRefused(User user, bool locks, HttpContext http) =>
        audit.Note(ActorOf(user, http), locks ? "sign_in.locked_out" : "sign_in.refused", Thing(user.Id.ToString(), user.UserName), refusal: "wrong_code");

    /// <summary>Two-factor was turned on or off, or got new recovery codes.</summary>
    /// <param name="action"><c>person.two_factor_on</c>, <c>person.two_factor_off</c> or <c>person.recovery_codes</c>.</param>
    public Task TwoFactorAsync(User user, string action, HttpContext http) => NoteAsync(user, action, http);

    /// <summary>Somebody ended sign-ins of theirs from the list.</summary>
    public Task EndedElsewhereAsync(ClaimsPrincipal person, int count) => audit.NoteAsync(
        person.ToActor(), "sign_in.ended_elsewhere", Thing(person.ToActor().Id, person.ToActor().Name), AuditChange.Facts(new { SignIns = count }));

    public Task PasswordChangedAsync(User user, HttpContext http) => NoteAsync(user, "person.password_changed", http);

    public Task SignedOutAsync(ClaimsPrincipal person) =>
        person.Identity is { IsAuthenticated: true }
            ? audit.NoteAsync(person.ToActor(), "sign_in.ended", Thing(person.ToActor().Id, person.ToActor().Name))
            : Task.CompletedTask;

    private Task NoteAsync(User user, string action, HttpContext http) => audit.NoteAsync(ActorOf(user, http), action, Thing(user.Id.ToString(), user.UserName));

    private static Actor ActorOf(User user, HttpContext http) => new(ActorType.Operator, user.Id.ToString(), user.UserName ?? "") { Address = AddressOf(http) };

    private static AuditObject Thing(string id, string? name) => new("person", id, name);

    private static string? AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString();
}

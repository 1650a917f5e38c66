using System.Security.Claims;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Access;

/// <summary>Writes down who came, who went, and whose second factor was wrong.</summary>
public sealed class SignInAudit(AuditLog audit)
{
    public Task SignedInAsync(User user, HttpContext http) => NoteAsync(user, "sign_in.done", http);

    /// <summary>The password was right, the code was not. Wrong passwords are written down where they are checked.</summary>
    public Task CodeRefusedAsync(User user, bool isLocked, HttpContext http) => NoteAsync(user, "sign_in.refused", http, isLocked ? "locked" : "wrong_code");

    public Task PasswordChangedAsync(User user, HttpContext http) => NoteAsync(user, "person.password_changed", http);

    public Task SignedOutAsync(ClaimsPrincipal person, HttpContext http) =>
        person.Identity is { IsAuthenticated: true }
            ? audit.NoteAsync(person.ToActor() with { Address = AddressOf(http) }, "sign_in.ended", Thing(person.ToActor().Id, person.ToActor().Name))
            : Task.CompletedTask;

    private Task NoteAsync(User user, string action, HttpContext http, string? refusal = null) => audit.NoteAsync(
        new Actor(ActorType.Operator, user.Id.ToString(), user.UserName ?? "") { Address = AddressOf(http) }, action, Thing(user.Id.ToString(), user.UserName),
        refusal: refusal);

    private static AuditObject Thing(string id, string? name) => new("person", id, name);

    private static string? AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString();
}

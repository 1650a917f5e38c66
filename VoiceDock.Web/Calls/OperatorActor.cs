using System.Security.Claims;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Calls;

/// <summary>The signed-in person as the one who acts.</summary>
public static class OperatorActor
{
    public static Actor ToActor(this ClaimsPrincipal user) =>
        new(ActorType.Operator, user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", user.Identity?.Name ?? "Operator");
}

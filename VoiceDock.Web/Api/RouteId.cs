using System.Diagnostics.CodeAnalysis;

namespace VoiceDock.Web.Api;

/// <summary>Ids in paths. Routing has decoded percent signs once and left a literal <c>+</c> alone; anything but a UUID is an unknown id, not an error of its own.</summary>
public static class RouteId
{
    public static bool TryRead([NotNullWhen(true)] string? text, out Guid id) => Guid.TryParseExact(text, "D", out id);
}

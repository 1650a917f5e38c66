using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <param name="State"><c>off</c>, <c>registering</c>, <c>registered</c>, <c>refused</c>, <c>unreachable</c>.</param>
/// <param name="ExpiresAt">UTC; when the binding ends unless it is refreshed.</param>
/// <param name="Reason">What happened and what to do, in words.</param>
public sealed record TrunkRegistrationDto(string State, DateTime? ExpiresAt, string? Reason)
{
    public static TrunkRegistrationDto From(TrunkRegistration registration) =>
        new(WireName.Of(registration.State), registration.ExpiresAt, registration.Reason);
}

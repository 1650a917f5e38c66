using System.Globalization;
using System.Security.Cryptography;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice.Faults;

/// <summary>What a <see cref="RefusalFault"/> may say.</summary>
internal static class Refusals
{
    public static PracticeRefusal? AddressNotAllowed(SipRequest request, PracticeAccess access) => IsGuarded(request) ? new PracticeRefusal(403) : null;

    public static PracticeRefusal? NoRegister(SipRequest request, PracticeAccess access) => request.Method == SipMethods.Register
        ? new PracticeRefusal(405, ("Allow", SipCapabilities.Allow))
        : null;

    public static PracticeRefusal? UnknownAlgorithm(SipRequest request, PracticeAccess access) => IsGuarded(request)
        ? new PracticeRefusal(401, ("WWW-Authenticate", $"Digest realm=\"{access.Realm}\", nonce=\"{Nonce()}\", algorithm=WHIRLPOOL, qop=\"auth\""))
        : null;

    public static Func<SipRequest, PracticeAccess, PracticeRefusal?> UnknownUser(PracticeUnknownUser said) => (request, _) =>
    {
        if (!IsGuarded(request)) return null;
        if (said == PracticeUnknownUser.NotFound) return new PracticeRefusal(404);
        if (!request.Headers.Has("Authorization")) return null;
        return new PracticeRefusal(said == PracticeUnknownUser.ForbiddenAfterChallenge ? 403 : 404);
    };

    public static Func<SipRequest, PracticeAccess, PracticeRefusal?> Busy(int retryAfterSeconds) =>
        (_, _) => new PracticeRefusal(503, ("Retry-After", retryAfterSeconds.ToString(CultureInfo.InvariantCulture)));

    private static bool IsGuarded(SipRequest request) => request.Method is SipMethods.Register or SipMethods.Invite;

    private static string Nonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

namespace VoiceDock.Web.Access.SignIn;

/// <summary>What a signed-in person carries beside name, id and role.</summary>
public static class SignInClaims
{
    /// <summary>In the cookie alone: the key of the sign-in.</summary>
    public const string Key = "vd_key";

    /// <summary>The sign-in's id, for pages.</summary>
    public const string Id = "vd_sign_in";

    /// <summary>Where the request came from that this page, or this answer, belongs to; absent where the network does not say.</summary>
    public const string Address = "vd_address";

    /// <summary>Until when two-factor has to be set up (round-trip UTC); absent when nothing is owed.</summary>
    public const string TwoFactorUntil = "vd_two_factor_until";
}

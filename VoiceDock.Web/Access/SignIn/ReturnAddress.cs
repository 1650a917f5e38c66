namespace VoiceDock.Web.Access.SignIn;

/// <summary>Where to go after signing in: only ever a place of ours.</summary>
public static class ReturnAddress
{
    /// <summary>The address if it is a path on this server, else the start page. <c>//host</c> and <c>/\host</c> lead elsewhere.</summary>
    public static string Local(string? address) => address is ['/', ..] and not ['/', '/' or '\\', ..] ? address : "/";
}

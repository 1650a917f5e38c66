namespace VoiceDock.Web.Access.SignIn;

/// <summary>What comes of a try to sign in: one of the two is set.</summary>
/// <param name="Next">Path to go on with.</param>
/// <param name="Problem">What to tell the person.</param>
public sealed record SignInAnswer(string? Next, string? Problem)
{
    public static SignInAnswer On(string next) => new(next, null);

    public static SignInAnswer Refused(string problem) => new(null, problem);
}

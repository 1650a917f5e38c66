namespace VoiceDock.Core.Practice;

/// <summary>Who is let in, and how that is asked.</summary>
/// <param name="Algorithms">Offered in challenges, strongest first.</param>
/// <param name="IsOpen">Nobody is challenged.</param>
/// <param name="ChallengesOptions">OPTIONS too.</param>
internal sealed record PracticeAccess(
    string Username, string Password, string Realm, IReadOnlyList<string> Algorithms, bool IsOpen = false, bool ChallengesOptions = false)
{
    public static PracticeAccess Of(PracticeOptions options) => new(options.Username, options.Password, options.Realm, options.Algorithms);

    /// <inheritdoc/>
    public override string ToString() => $"{Username} at {Realm}, password not shown";
}

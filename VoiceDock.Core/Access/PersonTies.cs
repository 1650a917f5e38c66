namespace VoiceDock.Core.Access;

/// <summary>What hangs on a person, to be said before they are changed.</summary>
/// <param name="SignIns">Browsers they are signed in with; all end.</param>
/// <param name="Invites">Open invitations they made; they are withdrawn when the person may not invite any more.</param>
/// <param name="Keys">Names of the working API keys they made; these go on.</param>
public sealed record PersonTies(int SignIns, int Invites, IReadOnlyList<string> Keys);

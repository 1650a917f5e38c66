using VoiceDock.Core.Access;

namespace VoiceDock.Web.Access.SignIn;

/// <summary>Somebody who has given their password and is not signed in yet.</summary>
/// <param name="CodeGiven">Whether they have shown their second factor.</param>
public sealed record SignInStep(User User, bool CodeGiven);

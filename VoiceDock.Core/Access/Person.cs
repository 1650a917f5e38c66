namespace VoiceDock.Core.Access;

/// <summary>Somebody who signs in, as commands need to know them.</summary>
/// <param name="Id">As in the sign-in cookie.</param>
/// <param name="Name">The name they sign in with.</param>
/// <param name="IsDisabled">May do nothing until an administrator enables them again.</param>
public sealed record Person(Guid Id, string Name, Role Role, bool IsDisabled);

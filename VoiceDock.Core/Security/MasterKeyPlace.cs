namespace VoiceDock.Core.Security;

/// <summary>Where the master key was read from.</summary>
/// <param name="File">The absolute path; null when the text came from the environment.</param>
/// <param name="IsBesideDatabase">True for a file in the data folder: who takes the folder has both.</param>
public sealed record MasterKeyPlace(string? File, bool IsBesideDatabase);

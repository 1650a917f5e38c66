namespace VoiceDock.Core.Backups;

/// <summary>What was found in a backup, and what became of it.</summary>
/// <param name="Secrets">Passwords and the like in it; null when its schema is older and they are read after its upgrade only.</param>
/// <param name="Unreadable">Those that do not open; they were damaged before the backup was made.</param>
/// <param name="Replaced">Where the database before is kept; null when there was none, or when the backup was only looked at.</param>
public sealed record RestoreReport(BackupManifest Manifest, int? Secrets, int? Unreadable, string? Replaced);

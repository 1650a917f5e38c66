using VoiceDock.Core.Common;

namespace VoiceDock.Core.Backups;

/// <summary>The refusals of this room.</summary>
public static class BackupErrors
{
    public static readonly Error AlreadyRunning = new(ErrorKind.Conflict, "backup_running", "Another backup is being made; wait until it is done.");

    public static Error NotMade(string why) => new(ErrorKind.Unavailable, "storage_unavailable", $"No backup was made: {why}");
}

using VoiceDock.Core.Common;

namespace VoiceDock.Core.Backups;

/// <summary>The refusals of this room.</summary>
public static class BackupErrors
{
    public static readonly Error AlreadyRunning = new(ErrorKind.Conflict, "backup_running", "Another backup is being made; wait until it is done.");

    /// <summary>A refusal by its code, for a page that got only that.</summary>
    public static Error Of(string code) => code == AlreadyRunning.Code ? AlreadyRunning : NotMade("the log says why.");

    public static Error NotMade(string why) => new(ErrorKind.Unavailable, "storage_unavailable", $"No backup was made: {why}");
}

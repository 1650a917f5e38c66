using VoiceDock.Core.Common;

namespace VoiceDock.Core.Keys;

/// <summary>The refusals of this room.</summary>
public static class KeyErrors
{
    /// <summary>The text of the key came from the environment: there is no file to replace.</summary>
    public static readonly Error NoKeyFile = new(
        ErrorKind.Unprocessable, "no_key_file",
        "The master key comes from VOICEDOCK_MASTER_KEY, which the program cannot change. Say where the new key goes: keys rewrap --new FILE. Start with VOICEDOCK_MASTER_KEY_FILE=FILE from then on.");

    public static Error FileExists(string path) => new(ErrorKind.Conflict, "file_exists", $"{path} exists already; a key never replaces a file. Nothing was changed.");

    public static Error FileNotWritten(string path, string why) => new(
        ErrorKind.Unprocessable, "file_not_written", $"The new master key could not be written to {path}: {why} Nothing was changed. Where the key's folder is read-only, use keys rewrap --new FILE.");

    public static Error NotStored(string why) => new(ErrorKind.Unavailable, "storage_unavailable", $"The database took no change: {why} Nothing was changed; try again.");

    /// <summary>The new data key is in use; old secrets follow later.</summary>
    public static Error NotFinished(string why) => new(
        ErrorKind.Unavailable, "storage_unavailable", $"New secrets are sealed with a new data key, but not all old ones yet: {why} VoiceDock goes on with it by itself, at the latest at its next start.");
}

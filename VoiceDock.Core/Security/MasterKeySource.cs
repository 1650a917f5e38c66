using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Security;

/// <summary>
/// Where the master key comes from, in order: the file named by <c>VOICEDOCK_MASTER_KEY_FILE</c>, the text in <c>VOICEDOCK_MASTER_KEY</c>,
/// <c>keys/master.key</c> in the data folder. Used once, at start, by one thread.
/// </summary>
internal sealed class MasterKeySource
{
    public const string FileSetting = "VOICEDOCK_MASTER_KEY_FILE";
    public const string TextSetting = "VOICEDOCK_MASTER_KEY";

    private readonly string? _namedFile;
    private readonly string _ownFile;
    private readonly string _dataFolder;
    private string? _text;

    public MasterKeySource(string? namedFile, string? text, string dataFolder)
    {
        _namedFile = string.IsNullOrWhiteSpace(namedFile) ? null : namedFile;
        _text = string.IsNullOrWhiteSpace(text) ? null : text;
        _dataFolder = dataFolder;
        _ownFile = Path.Combine(dataFolder, "keys", "master.key");
    }

    /// <summary>Where the key was found or made.</summary>
    public MasterKeyPlace Place { get; private set; } = new(null, false);

    /// <summary>True when the key came from the environment.</summary>
    public bool IsFromEnvironment { get; private set; }

    public string OwnFile => _ownFile;

    /// <summary>Reads both settings and wipes the key's text from configuration and environment.</summary>
    public static MasterKeySource From(IConfiguration configuration, string dataFolder)
    {
        var source = new MasterKeySource(configuration[FileSetting], configuration[TextSetting], dataFolder);
        if (source._text is not null) configuration[TextSetting] = null;
        EnvironmentWipe.Remove(TextSetting);
        return source;
    }

    /// <returns>The key, or null when no source has one.</returns>
    /// <exception cref="StartupException">A source has something that is no key, or that others can read.</exception>
    public MasterKey? Find()
    {
        if (_namedFile is not null)
        {
            Place = PlaceOf(Path.GetFullPath(_namedFile), _dataFolder);
            return File.Exists(_namedFile) ? MasterKeyFile.Read(_namedFile, groupMayRead: true) : throw NotFound();
        }

        if (_text is not null)
        {
            var text = _text;
            _text = null;
            IsFromEnvironment = true;
            return MasterKey.TryParse(text, out var key) ? key : throw MasterKeyFile.Malformed(TextSetting, "set it again from your backup");
        }

        Place = PlaceOf(_ownFile, _dataFolder);
        if (!File.Exists(_ownFile)) return null;
        return MasterKeyFile.Read(_ownFile, groupMayRead: false);
    }

    /// <summary>Makes a key, into the file that was named, else into the data folder.</summary>
    public MasterKey Generate()
    {
        var key = MasterKey.Generate();
        var file = _namedFile is null ? _ownFile : Path.GetFullPath(_namedFile);
        MasterKeyFile.Write(file, key);
        Place = PlaceOf(file, _dataFolder);
        return key;
    }

    /// <summary>
    /// A change of the master key that was cut off after the database had taken the new key and before the files were: the new key waits beside
    /// the old one, and takes its place now.
    /// </summary>
    /// <returns>Null when no key that fits waits there; then nothing was touched.</returns>
    /// <exception cref="StartupException">The waiting key can be read by others.</exception>
    public MasterKey? TakePending(byte[] checkValue)
    {
        if (Place.File is not { } file || !File.Exists(MasterKeyFile.PendingPath(file))) return null;
        var pending = MasterKeyFile.Read(MasterKeyFile.PendingPath(file), groupMayRead: false);
        if (!Matches(pending, checkValue)) return null;
        MasterKeyFile.Swap(file);
        return pending;
    }

    public static MasterKeyPlace PlaceOf(string file, string dataFolder) =>
        new(file, file.StartsWith(dataFolder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    public StartupException NotFound() => new(
        ExitCodes.KeyTrouble,
        _namedFile is not null
            ? $"Master key not found ({FileSetting}={_namedFile}). Nothing was changed."
            : $"Master key not found ({FileSetting}=(not set), and there is no {_ownFile}). Nothing was changed.")
    {
        IsKeyLost = true,
    };

    public static StartupException Wrong(string wanted, string given) => new(
        ExitCodes.KeyTrouble, $"Master key does not match this database (wants {wanted}, given {given}). Nothing was changed.");

    /// <summary>True when the key is the one whose check value the database holds; fixed time.</summary>
    public static bool Matches(MasterKey key, byte[] checkValue) => CryptographicOperations.FixedTimeEquals(key.CheckValue, checkValue);
}

using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Storage;

/// <summary>What happens to the data folder before anything listens.</summary>
public static partial class StorageStartup
{
    /// <summary>
    /// Takes the folder, reads the master key, checks it against the database, migrates. Program calls it between Build and Run;
    /// everything that touches the database afterwards finds it ready. Calling it twice is harmless.
    /// </summary>
    /// <exception cref="StartupException">One sentence and an exit code; nothing was changed.</exception>
    public static PreparedStorage Prepare(IServiceProvider services) => services.GetRequiredService<PreparedStorage>();

    /// <summary>The data folder these settings mean; null for the temporary one of a demo.</summary>
    public static string? FolderOf(IConfiguration configuration) => DataFolderPath.From(configuration, RunMode.From(configuration));

    /// <summary>For commands that work on what is there and make nothing new.</summary>
    /// <exception cref="StartupException">There is no database in the folder; nothing was changed.</exception>
    public static void RequireDatabase(IConfiguration configuration)
    {
        var folder = FolderOf(configuration);
        if (folder is null || !new DatabaseFile(Path.Combine(folder, DataFolder.DatabaseName)).Look().HasData)
            throw new StartupException(ExitCodes.CannotStart, $"There is no database in {folder ?? "a demo's folder before it runs"}; say where with --data DIR. Nothing was changed.");
    }

    internal static PreparedStorage Prepare(IConfiguration configuration, RunMode mode, TimeProvider time, ILogger logger)
    {
        var folder = DataFolder.Take(DataFolderPath.From(configuration, mode));
        try
        {
            return Prepare(folder, MasterKeySource.From(configuration, folder.Path), time, logger);
        }
        catch (Exception e)
        {
            folder.Dispose();
            if (e is SqliteException or IOException or UnauthorizedAccessException)
            {
                throw new StartupException(ExitCodes.CannotStart, $"The database {folder.Database} cannot be used: {e.Message}", e);
            }

            throw;
        }
    }

    private static PreparedStorage Prepare(DataFolder folder, MasterKeySource source, TimeProvider time, ILogger logger)
    {
        var file = new DatabaseFile(folder.Database);
        var look = file.Look();
        var key = VerifiedKey(look, source, folder, logger);
        var upgrade = new DatabaseUpgrade(file, time);
        try
        {
            var keys = upgrade.Run(key, look.HasData);
            folder.RemoveCopies();
            if (upgrade.Copy is { } copy) LogCopied(logger, copy);
            return new PreparedStorage(folder, file.ConnectionString, key, keys, source.Place);
        }
        catch (CryptographicException e)
        {
            throw new StartupException(ExitCodes.KeyTrouble, $"The data keys of this database cannot be used ({e.Message}) Restore a backup.", e);
        }
    }

    private static MasterKey VerifiedKey(DatabaseLook look, MasterKeySource source, DataFolder folder, ILogger logger)
    {
        var key = source.Find();
        if (look.HasData)
        {
            if (key is null) throw source.NotFound();
            if (look.CheckValue is null) throw new StartupException(ExitCodes.KeyTrouble, "The database has lost its key check value; restore a backup. Nothing was changed.");
            if (!MasterKeySource.Matches(key, look.CheckValue)) key = source.TakePending(look.CheckValue) ?? throw MasterKeySource.Wrong(look.MasterId!, key.Id);
        }
        else if (key is null)
        {
            key = source.Generate();
            if (!folder.IsTemporary) LogKeyMade(logger, source.OwnFile);
        }

        if (source.IsFromEnvironment) LogKeyFromEnvironment(logger);
        return key;
    }

    [LoggerMessage(LogLevel.Warning, "A master key was made: {Path}. Back it up apart from the database: without it the stored passwords are lost.")]
    private static partial void LogKeyMade(ILogger logger, string path);

    [LoggerMessage(LogLevel.Warning, "The master key came from the environment, which is less safe than a file: prefer VOICEDOCK_MASTER_KEY_FILE.")]
    private static partial void LogKeyFromEnvironment(ILogger logger);

    [LoggerMessage(LogLevel.Information, "Before its upgrade the database was copied to {Path}.")]
    private static partial void LogCopied(ILogger logger, string path);
}

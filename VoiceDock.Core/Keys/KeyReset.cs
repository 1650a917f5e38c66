using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Keys;

/// <summary>
/// The master key is lost for good: whatever it guarded is given up, and the database gets another one. Trunks and the rest stay; a trunk that
/// had a password says that it cannot be read, until it is typed again. Needs the data folder for itself. Used once, by one thread.
/// </summary>
public sealed class KeyReset(IConfiguration configuration, RunMode mode, IEnumerable<SealedColumn> columns, IEnumerable<LostKeyStep> steps, AuditLog audit, TimeProvider time)
{
    /// <summary>Takes the folder and sees that there is something to reset; nothing is changed.</summary>
    /// <exception cref="StartupException">Another process uses the folder (75), the key is not lost (1), or it is one that others can read (78).</exception>
    public ReadyReset Begin()
    {
        var folder = DataFolder.Take(DataFolderPath.From(configuration, mode));
        try
        {
            var file = new DatabaseFile(folder.Database);
            var look = file.Look();
            if (!look.HasData) throw new StartupException(ExitCodes.CannotStart, $"There is no database in {folder.Path}. Nothing was changed.");
            var source = MasterKeySource.From(configuration, folder.Path);
            var (given, broken) = Find(source);
            if (given is not null && look.CheckValue is { } check && MasterKeySource.Matches(given, check))
                throw new StartupException(ExitCodes.CannotStart, $"The master key {given.Id} opens this database: there is nothing to reset. Nothing was changed.");
            return new ReadyReset(folder, source, (given, broken), [.. columns], [.. steps], audit, time);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    // A file that holds no key is as good as none; one that others can read is trouble of another kind, and passes through.
    private static (MasterKey? Key, bool IsBroken) Find(MasterKeySource source)
    {
        try
        {
            return (source.Find(), false);
        }
        catch (StartupException e) when (e.IsKeyLost)
        {
            return (null, source.Place.File is { } file && File.Exists(file));
        }
    }
}

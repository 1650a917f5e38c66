using Microsoft.Data.Sqlite;

namespace VoiceDock.Core.Storage;

/// <summary>
/// Lets the database itself refuse to change or delete what was written down. Triggers are made at every start, because a later migration that rebuilds the
/// table would lose them.
/// </summary>
/// <remarks>
/// Deleting needs a row in <c>audit_cutoff</c>, and then only reaches what is older: the retention job writes it and takes it away within its transaction.
/// Whoever can write the file can also drop a trigger; this guards against the program and its tools, not against the owner of the machine.
/// </remarks>
internal static class AppendOnly
{
    public const string AuditTable = "audit_entries";

    // INSERT OR REPLACE deletes without a delete trigger, hence the first one. It ignores a repetition, so that writing an entry again is harmless.
    private const string Sql = $"""
        CREATE TABLE IF NOT EXISTS audit_cutoff (before TEXT NOT NULL);
        CREATE TRIGGER IF NOT EXISTS audit_entries_once BEFORE INSERT ON {AuditTable}
        WHEN EXISTS (SELECT 1 FROM {AuditTable} WHERE id = NEW.id) BEGIN SELECT RAISE(IGNORE); END;
        CREATE TRIGGER IF NOT EXISTS audit_entries_no_update BEFORE UPDATE ON {AuditTable}
        BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
        CREATE TRIGGER IF NOT EXISTS audit_entries_no_delete BEFORE DELETE ON {AuditTable}
        WHEN NOT EXISTS (SELECT 1 FROM audit_cutoff WHERE OLD.at < before)
        BEGIN SELECT RAISE(ABORT, 'audit entries are kept until their time is over'); END;
        """;

    public static void Protect(SqliteConnection connection) => SqlitePragmas.Execute(connection, Sql);
}

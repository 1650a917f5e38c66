using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Keys;

/// <summary>How many secrets a database holds, and how many of them do not open.</summary>
internal sealed record SecretCensus(int Total, int Unreadable)
{
    /// <param name="protector">Null only counts.</param>
    public static SecretCensus Take(SqliteConnection connection, IEnumerable<SealedColumn> columns, CredentialProtector? protector)
    {
        var (total, unreadable) = (0, 0);
        foreach (var c in columns)
        {
            using var command = connection.CreateCommand();
            command.CommandText =
                $"SELECT s.{c.IdColumn}, s.{c.Column}, {c.Version} FROM {c.Table} s JOIN {c.OwnerTable} o ON o.{c.OwnerIdColumn} = s.{c.IdColumn} WHERE s.{c.Column} IS NOT NULL";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                total++;
                if (protector is null) continue;
                var blob = new ProtectedSecret((byte[])reader.GetValue(1));
                if (protector.TryOpen(blob, c.Field, Guid.Parse(reader.GetString(0)), reader.GetInt32(2), out var secret)) CryptographicOperations.ZeroMemory(secret);
                else unreadable++;
            }
        }

        return new SecretCensus(total, unreadable);
    }
}

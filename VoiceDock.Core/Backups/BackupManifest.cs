using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceDock.Core.Backups;

/// <summary>What a backup says of itself: <c>manifest.json</c> beside the database in the archive. Holds no secret.</summary>
public sealed record BackupManifest
{
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    public required int Format { get; init; }

    /// <summary>Version of the program that made it.</summary>
    public required string Version { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The last migration step the database has seen.</summary>
    public required string Schema { get; init; }

    /// <summary>Short id of the master key that is needed with it.</summary>
    public required string MasterKey { get; init; }

    /// <summary>Size of the database in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the database, hex.</summary>
    public required string Sha256 { get; init; }

    public static BackupManifest? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}

using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace VoiceDock.Core.Storage;

/// <summary>Times go in as UTC and come out marked as UTC; a time of unknown kind is a mistake of ours and throws.</summary>
public sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(value => ToUtc(value), value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
{
    private static DateTime ToUtc(DateTime value) => value.Kind switch
    {
        DateTimeKind.Utc => value,
        DateTimeKind.Local => value.ToUniversalTime(),
        _ => throw new ArgumentException("A stored time must say that it is UTC.", nameof(value)),
    };
}

using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace VoiceDock.Core.Storage;

/// <summary>SQLite cannot order or compare offsets, so they are stored as UTC times.</summary>
public sealed class UtcDateTimeOffsetConverter() : ValueConverter<DateTimeOffset, DateTime>(
    value => value.UtcDateTime, value => new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)));

using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Storage;

/// <summary>An enum is stored by its wire name; an unknown text in the database is an error, not a default.</summary>
internal sealed class WireNameConverter<T>() : ValueConverter<T, string>(value => WireName.Of(value), text => Parse(text))
    where T : struct, Enum
{
    private static T Parse(string text) =>
        WireName.TryParse<T>(text, out var value) ? value : throw new InvalidOperationException($"'{text}' is no {typeof(T).Name}.");
}

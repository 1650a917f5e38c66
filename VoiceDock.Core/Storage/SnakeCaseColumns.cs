using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Storage;

/// <summary>Columns named as the wire names them; for rooms whose fields are the API's.</summary>
internal static class SnakeCaseColumns
{
    /// <summary>Call it last: it renames what is mapped by then.</summary>
    public static void NameColumnsAsOnTheWire<T>(this EntityTypeBuilder<T> builder)
        where T : class
    {
        foreach (var property in builder.Metadata.GetProperties()) property.SetColumnName(WireName.OfProperty(property.Name));
    }
}

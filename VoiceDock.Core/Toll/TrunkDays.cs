using System.Globalization;

namespace VoiceDock.Core.Toll;

/// <summary>How the rows of <see cref="TrunkDay"/> name their day and themselves.</summary>
internal static class TrunkDays
{
    public const string Format = "yyyy-MM-dd";

    public static string NameOf(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static string IdOf(Guid trunkId, DateOnly day) => $"{trunkId:D}/{NameOf(day)}";
}

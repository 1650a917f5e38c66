namespace VoiceDock.Core.Demo;

/// <summary>Who calls in practice. The numbers are of ranges that regulators keep for fiction.</summary>
internal static class DemoPeople
{
    public static readonly IReadOnlyList<(string Number, string Name)> All =
    [
        ("+442079460123", "Ada Marsh"),
        ("+14155550142", "Tom Alvarez"),
        ("+441632960187", "Priya Nair"),
        ("+12125550175", "Jonas Weber"),
        ("+441134960219", "Mei Tanaka"),
        ("+13055550119", "Ruth Okafor"),
    ];
}

using VoiceDock.Core.Assistants;

namespace VoiceDock.Web.Calls.Live;

/// <summary>Finds destinations by what a person types of their names or numbers.</summary>
public static class DestinationSearch
{
    /// <summary>Every word typed is somewhere in the name, or its digits in the number; nothing typed finds all.</summary>
    public static bool Finds(TransferDestination destination, string typed) =>
        typed.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(word => Has(destination, word))
        || (Digits(typed) is { Length: > 1 } digits && destination.Number.Contains(digits, StringComparison.Ordinal));

    private static bool Has(TransferDestination destination, string word) =>
        destination.Description.Contains(word, StringComparison.CurrentCultureIgnoreCase) || destination.Number.Contains(word, StringComparison.OrdinalIgnoreCase);

    // As people group numbers: +31 6 1234 5678.
    private static string Digits(string typed) => typed.Any(char.IsAsciiLetter) ? "" : string.Concat(typed.Where(char.IsAsciiDigit));
}

using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.Attendant;

/// <summary>What the attendant says.</summary>
internal static class AttendantWords
{
    public const string Error = "Sorry, that key has no destination.";

    public static string First(Assistant assistant) =>
        string.IsNullOrWhiteSpace(assistant.FirstMessage) ? $"Hello, this is {assistant.BusinessName ?? assistant.Name}." : assistant.FirstMessage;

    /// <summary>"For sales, press 1. For support, press 2." Null when there is nothing to choose.</summary>
    public static string? Menu(IReadOnlyList<TransferDestination> destinations) =>
        destinations.Count == 0
            ? null
            : string.Join(" ", destinations.Take(9).Select((d, i) => $"For {d.Description.TrimEnd('.', ' ')}, press {i + 1}."));
}

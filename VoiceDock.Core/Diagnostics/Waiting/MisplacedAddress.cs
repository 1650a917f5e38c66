using System.Net;
using VoiceDock.Core.Diagnostics.Checks;

namespace VoiceDock.Core.Diagnostics.Waiting;

/// <summary>Finds addresses a sender names that lead somewhere else from here (rule R24). Pure.</summary>
public static class MisplacedAddress
{
    /// <summary>A sentence for each; empty when there is none.</summary>
    public static IReadOnlyList<string> In(Arrival arrival)
    {
        List<string> words = [];
        if (IsWrong(arrival.ContactHost, arrival.Source.Address)) words.Add($"Contact names {arrival.ContactHost}, a private address");
        if (IsWrong(arrival.MediaHost, arrival.Source.Address)) words.Add($"the audio is to go to {arrival.MediaHost}, a private address");
        return words;
    }

    private static bool IsWrong(string? host, IPAddress source) =>
        IPAddress.TryParse(host?.Trim('[', ']'), out var named) && !named.Equals(source) && PrivateAddress.IsWrongFor(named, source);
}

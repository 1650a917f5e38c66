namespace VoiceDock.Core.Calls.Transfers;

/// <summary>Why a transfer did not end on the destination.</summary>
/// <param name="Slug">Stable, for machines.</param>
/// <param name="Explanation">For the person at the console; <c>{trunk}</c>, <c>{dialled}</c> and <c>{name}</c> are filled in.</param>
/// <param name="Spoken">What the attendant says to the caller; <c>{name}</c> is the destination's description. Null: nothing.</param>
public sealed record TransferReason(string Slug, string Explanation, string? Spoken)
{
    public string Explain(string trunk, string dialled, string name) => Fill(Explanation, trunk, dialled, name);

    public string? Speak(string name) => Spoken is null ? null : Fill(Spoken, "", "", name);

    private static string Fill(string text, string trunk, string dialled, string name) =>
        text.Replace("{trunk}", trunk, StringComparison.Ordinal)
            .Replace("{dialled}", dialled, StringComparison.Ordinal)
            .Replace("{name}", name, StringComparison.Ordinal);
}

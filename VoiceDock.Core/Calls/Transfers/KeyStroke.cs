namespace VoiceDock.Core.Calls.Transfers;

/// <summary>A key that is pressed, or a pause.</summary>
/// <param name="Key">0-9, *, #, A-D; null for a pause.</param>
/// <param name="Seconds">Until the next one.</param>
internal readonly record struct KeyStroke(char? Key, double Seconds);

/// <summary>Reads what is pressed after the answer.</summary>
internal static class KeyStrokes
{
    // A key sounds 0.12 s; the rest is the gap a tone detector needs (ITU-T Q.24 asks for 40 ms or more).
    private const double Key = 0.25;

    /// <param name="text">As <see cref="TransferStep.Digits"/>; null or empty for none.</param>
    public static Queue<KeyStroke> Read(string? text) => new((text ?? "").Select(c => c switch
    {
        ',' => new KeyStroke(null, 0.5),
        'w' or 'W' => new KeyStroke(null, 1),
        _ => new KeyStroke(c, Key),
    }));
}

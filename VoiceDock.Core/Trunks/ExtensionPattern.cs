using System.Diagnostics.CodeAnalysis;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// Which extensions a trunk allows: characters, classes <c>[0-9*#]</c>, and counts <c>{n}</c> or <c>{n,m}</c>; nothing else.
/// <c>*</c>, <c>#</c>, <c>+</c>, <c>.</c> mean themselves. The whole extension must match. The matcher steps once through the text with
/// a set of positions, so its time is bounded by text length times <see cref="MostPositions"/>.
/// </summary>
public sealed class ExtensionPattern
{
    public const int LongestText = 64;
    public const int MostPositions = 128;

    private readonly (UInt128 Class, bool Optional)[] _positions;

    internal ExtensionPattern(string text, (UInt128 Class, bool Optional)[] positions) => (Text, _positions) = (text, positions);

    public string Text { get; }

    public static bool TryParse(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out ExtensionPattern? pattern, [NotNullWhen(false)] out string? problem) =>
        ExtensionPatternReader.TryRead(text, out pattern, out problem);

    public bool Matches(string extension)
    {
        if (extension.Length is 0 or > LongestText) return false;
        Span<bool> here = stackalloc bool[MostPositions + 1];
        Span<bool> next = stackalloc bool[MostPositions + 1];
        here[0] = true;
        SkipOptional(here);
        foreach (var c in extension)
        {
            if (c >= 128) return false;
            next.Clear();
            for (var i = 0; i < _positions.Length; i++)
            {
                if (here[i] && (_positions[i].Class >> c & 1) == 1) next[i + 1] = true;
            }

            SkipOptional(next);
            var spare = here;
            here = next;
            next = spare;
        }

        return here[_positions.Length];
    }

    private void SkipOptional(Span<bool> reached)
    {
        for (var i = 0; i < _positions.Length; i++)
        {
            if (reached[i] && _positions[i].Optional) reached[i + 1] = true;
        }
    }

    public override string ToString() => Text;
}

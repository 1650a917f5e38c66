using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace VoiceDock.Core.Trunks;

/// <summary>Turns the text of an <see cref="ExtensionPattern"/> into its positions, or says what is wrong with it.</summary>
internal static class ExtensionPatternReader
{
    private const string Dialable = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*#+._-";

    public static bool TryRead(
        [NotNullWhen(true)] string? text, [NotNullWhen(true)] out ExtensionPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        pattern = null;
        if (string.IsNullOrEmpty(text) || text.Length > 64)
        {
            problem = "must have 1 to 64 characters";
            return false;
        }

        List<(UInt128, bool)> positions = [];
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var (most, least) = (1, 1);
            if (!TryReadAtom(ref rest, out var atom)) return Fail("may only contain characters that can be dialled, classes like [0-9] and counts like {2,6}", out problem);
            if (rest is ['{', ..] && !TryReadCount(ref rest, out least, out most)) return Fail("has a count that is not {n} or {n,m} with 1 to 64", out problem);
            for (var i = 0; i < most; i++) positions.Add((atom, i >= least));
            if (positions.Count > ExtensionPattern.MostPositions) return Fail("allows too many characters", out problem);
        }

        if (positions.All(p => p.Item2)) return Fail("must ask for at least one character", out problem);
        pattern = new ExtensionPattern(text, [.. positions]);
        problem = null;
        return true;
    }

    private static bool TryReadAtom(ref ReadOnlySpan<char> rest, out UInt128 atom)
    {
        atom = 0;
        if (rest[0] != '[')
        {
            if (!Dialable.Contains(rest[0])) return false;
            atom = Bit(rest[0]);
            rest = rest[1..];
            return true;
        }

        var close = rest.IndexOf(']');
        if (close < 2) return false;
        var inside = rest[1..close];
        rest = rest[(close + 1)..];
        for (var i = 0; i < inside.Length; i++)
        {
            var (from, to) = (inside[i], inside[i]);
            if (i + 2 < inside.Length && inside[i + 1] == '-') (to, i) = (inside[i + 2], i + 2);
            if (!Dialable.Contains(from) || !Dialable.Contains(to) || from > to) return false;
            for (var c = from; c <= to; c++)
            {
                if (Dialable.Contains(c)) atom |= Bit(c);
            }
        }

        return true;
    }

    private static bool TryReadCount(ref ReadOnlySpan<char> rest, out int least, out int most)
    {
        (least, most) = (0, 0);
        var close = rest.IndexOf('}');
        if (close < 2) return false;
        var inside = rest[1..close];
        rest = rest[(close + 1)..];
        var comma = inside.IndexOf(',');
        if (!TryReadNumber(comma < 0 ? inside : inside[..comma], out least)) return false;
        most = least;
        if (comma >= 0 && !TryReadNumber(inside[(comma + 1)..], out most)) return false;
        return most is >= 1 and <= 64 && least <= most;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static UInt128 Bit(char c) => UInt128.One << c;

    private static bool Fail(string what, out string problem)
    {
        problem = what;
        return false;
    }
}

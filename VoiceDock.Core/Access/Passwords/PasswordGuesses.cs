namespace VoiceDock.Core.Access.Passwords;

/// <summary>Estimates how many guesses a password withstands when whoever guesses knows how people make passwords. Thread-safe.</summary>
public static class PasswordGuesses
{
    // Letters and digits, for the ones that a password of few characters could have been made of.
    private const int Characters = 36;

    private const double BitsToDecades = 0.30103;

    /// <summary>Characters that are looked at, from the first; those after them are taken as worth nothing. Bounds the time: the work grows with the square.</summary>
    public const int Judged = 64;

    /// <summary>The logarithm to base ten of the guesses: 8 is a hundred million.</summary>
    /// <param name="words">What guessers know of the person and the place; case does not count.</param>
    public static double Log10(string password, IReadOnlyCollection<string> words)
    {
        var text = password.Length > Judged ? password[..Judged] : password;
        if (text.Length == 0) return 0;
        var unit = Period(text);
        var known = words.Where(w => w.Length > 0).Select(w => w.ToLowerInvariant()).ToList();
        // The word lists are some megabytes and are read in milliseconds; passwords are chosen too seldom to keep them.
        var estimate = new Zxcvbn.Zxcvbn();
        var once = Math.Min(Of(estimate, text[..unit], known), Of(estimate, Reversed(text[..unit]), known));
        return Math.Min(once + Math.Log10((double)text.Length / unit), OfFewCharacters(text));
    }

    private static double Of(Zxcvbn.Zxcvbn estimate, string text, List<string> words) => estimate.EvaluatePassword(text, words).Entropy * BitsToDecades;

    // Which ones they are, and then each place.
    private static double OfFewCharacters(string text)
    {
        var different = text.Distinct().Count();
        return (different * Math.Log10(Characters)) + (text.Length * Math.Log10(different));
    }

    // The length of what the text repeats, at least once in full; the whole length where it repeats nothing.
    private static int Period(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.AsSpan(length).SequenceEqual(text.AsSpan(0, text.Length - length))) return length;
        }

        return text.Length;
    }

    private static string Reversed(string text)
    {
        var characters = text.ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }
}

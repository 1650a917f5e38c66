namespace VoiceDock.Bench.Run;

/// <summary>Runs ours (A) and the peer (B) in the order A-B-B-A-A-B, so that a drift of the machine hits both alike.</summary>
internal static class Rounds
{
    private const int TriesOfARun = 2;

    /// <summary>Pairs of runs that were next to each other; a run that stayed void is null.</summary>
    /// <param name="once">Only one pair, A-B.</param>
    public static async Task<List<(T? Ours, T? Theirs)>> AlternateAsync<T>(int blocks, bool once, Func<Task<T>> ours, Func<Task<T>> theirs, Func<T, string?> isVoid)
        where T : class
    {
        List<(T?, T?)> pairs = [];
        for (var pair = 0; pair < (once ? 1 : blocks * 3); pair++)
        {
            T? a = null, b = null;
            if (pair % 3 == 1)
                b = await ValidAsync(theirs, isVoid);
            a = await ValidAsync(ours, isVoid);
            if (pair % 3 != 1)
                b = await ValidAsync(theirs, isVoid);
            pairs.Add((a, b));
        }
        return pairs;
    }

    /// <summary>A run that counts; tried once more when the first is void, and null when that is void as well.</summary>
    public static async Task<T?> ValidAsync<T>(Func<Task<T>> run, Func<T, string?> isVoid)
        where T : class
    {
        for (var i = 0; i < TriesOfARun; i++)
        {
            var result = await run();
            if (isVoid(result) is not { } reason)
                return result;
            Console.WriteLine($"  void: {reason}");
        }
        return null;
    }
}

using System.Globalization;

namespace VoiceDock.Bench.Run;

/// <summary>CPU time and memory of a process with all it has started, as the kernel counts them (proc(5)).</summary>
internal static class ProcessTree
{
    // USER_HZ is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;
    private const int UserTime = 11;
    private const int SystemTime = 12;
    private const int Parent = 1;

    /// <summary>User and system time in seconds.</summary>
    public static double CpuSeconds(int id) =>
        Members(id).Sum(stat => Number(stat[UserTime]) + Number(stat[SystemTime])) / TicksPerSecond;

    /// <summary>Resident memory in kilobytes.</summary>
    public static long ResidentKilobytes(int id)
    {
        const int ResidentPages = 21;
        return Members(id).Sum(stat => Number(stat[ResidentPages])) * Environment.SystemPageSize / 1024;
    }

    /// <summary>The fields of /proc/*/stat after the name, of the process and everything below it.</summary>
    private static List<string[]> Members(int id)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(d => Path.GetFileName(d)).Where(n => int.TryParse(n, out _))
            .Select(n => (Id: int.Parse(n, CultureInfo.InvariantCulture), Stat: Read(n))).Where(p => p.Stat is not null).ToList();
        HashSet<int> known = [id];
        for (var grown = true; grown;)
            grown = all.Count(p => known.Contains((int)Number(p.Stat![Parent])) && known.Add(p.Id)) > 0;
        return [.. all.Where(p => known.Contains(p.Id)).Select(p => p.Stat!)];
    }

    private static string[]? Read(string id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}

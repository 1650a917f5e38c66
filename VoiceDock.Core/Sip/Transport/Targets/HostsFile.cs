using System.Net;

namespace VoiceDock.Core.Sip.Transport.Targets;

/// <summary>The system's hosts file, which goes before the name service. Read again when it was written. Thread-safe.</summary>
internal sealed class HostsFile(string path)
{
    private sealed record Content(DateTime Written, ILookup<string, IPAddress> Names);

    private volatile Content? _content;

    /// <summary>The addresses of a name in the order of the file; empty when it is not in there, or when there is no such file.</summary>
    public IReadOnlyList<IPAddress> Find(string name) => [.. Read().Names[name].Distinct()];

    private Content Read()
    {
        var written = File.GetLastWriteTimeUtc(path); // a fixed early date when there is no file
        var known = _content;
        if (known?.Written == written)
            return known;
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        return _content = new Content(written, lines.SelectMany(Entries).ToLookup(e => e.Name, e => e.Address, StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<(string Name, IPAddress Address)> Entries(string line)
    {
        var words = line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && IPAddress.TryParse(words[0], out var address) ? words.Skip(1).Select(name => (name, address)) : [];
    }
}

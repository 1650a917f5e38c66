using System.Collections;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>The header fields of a message in their order. Compact forms and odd spellings become the usual long names. Values are trimmed and
/// checked: CR, LF, NUL and other C0 controls (TAB excepted) throw <see cref="ArgumentException"/>, and so does a name that is no token.
/// Not safe for writing from several threads.</summary>
public sealed class SipHeaders : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _lines;

    public SipHeaders() => _lines = new(16);

    private SipHeaders(SipHeaders other) => _lines = [.. other._lines];

    /// <summary>Number of header lines.</summary>
    public int Count => _lines.Count;

    /// <summary>Grows with every change, so that typed values read from here know when they are old.</summary>
    internal int Version { get; private set; }

    /// <summary>The value of the first line of that name; null when there is none.</summary>
    public string? this[string name]
    {
        get
        {
            var at = IndexOf(SipHeaderNames.Normalize(name), 0);
            return at < 0 ? null : _lines[at].Value;
        }
    }

    /// <summary>One value per header line. The parser gives each Via, Contact, Route and Record-Route value a line of its own.</summary>
    public IEnumerable<string> All(string name)
    {
        name = SipHeaderNames.Normalize(name);
        for (var at = IndexOf(name, 0); at >= 0; at = IndexOf(name, at + 1)) yield return _lines[at].Value;
    }

    public bool Has(string name) => IndexOf(SipHeaderNames.Normalize(name), 0) >= 0;

    /// <summary>Appends a line.</summary>
    public void Add(string name, string value) => InsertAt(_lines.Count, Line(name, value));

    /// <summary>Replaces all lines of that name by one, in the place of the first.</summary>
    public void Set(string name, string value)
    {
        var line = Line(name, value);
        var at = IndexOf(line.Key, 0);
        if (at < 0)
        {
            InsertAt(_lines.Count, line);
            return;
        }

        _lines[at] = line;
        for (var next = IndexOf(line.Key, at + 1); next >= 0; next = IndexOf(line.Key, next)) _lines.RemoveAt(next);
        Version++;
    }

    /// <summary>Replaces the first line of that name and leaves the others; adds it at the top when there is none.</summary>
    public void ReplaceFirst(string name, string value)
    {
        var line = Line(name, value);
        var at = IndexOf(line.Key, 0);
        if (at >= 0) _lines.RemoveAt(at);
        InsertAt(Math.Max(at, 0), line);
    }

    /// <summary>Puts a line before the first of that name, else at the top.</summary>
    public void Insert(string name, string value)
    {
        var line = Line(name, value);
        InsertAt(Math.Max(IndexOf(line.Key, 0), 0), line);
    }

    /// <summary>Removes all lines of that name; false when there was none.</summary>
    public bool Remove(string name)
    {
        name = SipHeaderNames.Normalize(name);
        if (_lines.RemoveAll(l => IsNamed(l.Key, name)) == 0) return false;
        Version++;
        return true;
    }

    /// <summary>Removes the first line of that name only.</summary>
    public bool RemoveFirst(string name)
    {
        var at = IndexOf(SipHeaderNames.Normalize(name), 0);
        if (at < 0) return false;
        _lines.RemoveAt(at);
        Version++;
        return true;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _lines.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal List<KeyValuePair<string, string>>.Enumerator Lines() => _lines.GetEnumerator();

    internal SipHeaders Copy() => new(this);

    internal int CountOf(string longName)
    {
        var count = 0;
        for (var at = IndexOf(longName, 0); at >= 0; at = IndexOf(longName, at + 1)) count++;
        return count;
    }

    /// <summary>For the parser, which has normalised and checked already.</summary>
    internal void AddChecked(string longName, string value) => InsertAt(_lines.Count, new(longName, value));

    private static KeyValuePair<string, string> Line(string name, string value)
    {
        if (!SipText.IsToken(name)) throw new ArgumentException("A header's name must be a token.", nameof(name));
        var normal = SipHeaderNames.Normalize(name);
        SipText.Checked(value, $"the value of {normal}");
        var trimmed = SipText.Trim(value);
        return new(normal, trimmed.Length == value.Length ? value : trimmed.ToString());
    }

    private static bool IsNamed(string key, string longName) =>
        ReferenceEquals(key, longName) || key.Equals(longName, StringComparison.OrdinalIgnoreCase);

    private void InsertAt(int at, KeyValuePair<string, string> line)
    {
        _lines.Insert(at, line);
        Version++;
    }

    private int IndexOf(string longName, int from)
    {
        for (var i = from; i < _lines.Count; i++)
        {
            if (IsNamed(_lines[i].Key, longName)) return i;
        }

        return -1;
    }
}

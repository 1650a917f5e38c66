using System.Collections;
using System.Text;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>The <c>;name=value</c> list of a URI or header (RFC 3261 section 7.3.1): immutable, order kept, names without regard to case.
/// Quoted strings and, in a URI, escapes are kept decoded (RFC 3261 section 19.1.4 compares them so) and written as they came.</summary>
public sealed class SipParameters : IEnumerable<KeyValuePair<string, string?>>, IEquatable<SipParameters>
{
    public static readonly SipParameters Empty = new([]);

    private const int FewEntries = 8;

    private readonly Entry[] _entries;

    private SipParameters(Entry[] entries) => _entries = entries;

    public int Count => _entries.Length;

    /// <summary>The first value of that name; null when absent or without a value (see <see cref="Has"/>).</summary>
    public string? this[string name]
    {
        get
        {
            var at = IndexOf(name);
            return at < 0 ? null : _entries[at].Value;
        }
    }

    public bool Has(string name) => IndexOf(name) >= 0;

    /// <summary>The same list with this one value: in its old place, or at the end. Null writes the name alone.</summary>
    /// <exception cref="ArgumentException">The name is no token, or the value holds a control character.</exception>
    public SipParameters With(string name, string? value = null)
    {
        if (!SipText.IsToken(name)) throw new ArgumentException("A parameter's name must be a token.", nameof(name));
        if (value is not null) SipText.Checked(value, "a parameter's value");
        var added = new Entry(name, value, Quoted: null);
        var at = IndexOf(name);
        if (at < 0) return new SipParameters([.. _entries, added]);
        var copy = (Entry[])_entries.Clone();
        copy[at] = added;
        return new SipParameters(copy);
    }

    public SipParameters Without(string name) =>
        Has(name) ? new([.. _entries.Where(e => !e.Name.Equals(name, StringComparison.OrdinalIgnoreCase))]) : this;

    public IEnumerator<KeyValuePair<string, string?>> GetEnumerator() =>
        _entries.Select(e => new KeyValuePair<string, string?>(e.Name, e.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Same names and values, in any order.</summary>
    public bool Equals(SipParameters? other) =>
        other is not null && other.Count == Count && Array.TrueForAll(_entries, e => other.Has(e.Name) && other[e.Name] == this[e.Name]);

    public override bool Equals(object? obj) => Equals(obj as SipParameters);

    public override int GetHashCode() => Count;

    /// <summary>As in a header: <c>;name=value;flag</c>.</summary>
    public override string ToString() => AppendTo(new StringBuilder(), inUri: false).ToString();

    internal StringBuilder AppendTo(StringBuilder target, bool inUri)
    {
        foreach (var entry in _entries)
        {
            if (inUri && entry.Wire is not null)
            {
                target.Append(';').Append(entry.Wire);
                continue;
            }

            target.Append(';').Append(entry.Name);
            if (entry.Value is null) continue;
            target.Append('=');
            if (inUri) SipEscape.AppendUriValue(target, entry.Value);
            else if (entry.Quoted ?? !SipText.IsBareValue(entry.Value)) SipText.AppendQuoted(target, entry.Value);
            else target.Append(entry.Value);
        }

        return target;
    }

    /// <summary>Parses what follows the URI or host: empty, or <c>;a=b;c</c>. Doubled semicolons are forgiven.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, bool inUri, out SipParameters parameters)
    {
        parameters = Empty;
        text = SipText.Trim(text);
        if (text.IsEmpty) return true;
        if (text[0] != ';') return false;
        // Nearly always right at once; a flood of semicolons, doubled or in quotes, takes no room.
        var entries = new Entry[Math.Min(text.Count(';'), FewEntries)];
        var count = 0;
        while (!text.IsEmpty)
        {
            text = text[1..];
            var end = inUri ? text.IndexOf(';') : SipText.IndexOutsideQuotes(text, ';');
            var item = SipText.Trim(end < 0 ? text : text[..end]);
            text = end < 0 ? default : text[end..];
            if (item.IsEmpty) continue;
            if (!TryParseEntry(item, inUri, out var entry)) return false;
            if (count == entries.Length) Array.Resize(ref entries, count * 2);
            entries[count++] = entry;
        }

        parameters = count == 0 ? Empty : new SipParameters(count == entries.Length ? entries : entries[..count]);
        return true;
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return i;
        }

        return -1;
    }

    private static bool TryParseEntry(ReadOnlySpan<char> item, bool inUri, out Entry entry)
    {
        entry = default;
        var equal = item.IndexOf('=');
        var name = SipText.Trim(equal < 0 ? item : item[..equal]);
        if (inUri) return TryParseUriEntry(item, name, equal < 0 ? null : SipText.Trim(item[(equal + 1)..]), equal >= 0, out entry);
        if (!SipText.IsToken(name)) return false;
        if (equal < 0)
        {
            entry = new Entry(name.ToString(), null, false);
            return true;
        }

        var value = SipText.Trim(item[(equal + 1)..]);
        if (value.StartsWith("\""))
        {
            if (SipText.QuotedLength(value) != value.Length) return false;
            entry = new Entry(name.ToString(), SipText.Unquote(value), true);
            return true;
        }

        entry = new Entry(name.ToString(), value.ToString(), false);
        return !value.ContainsAny("\"<>, \t");
    }

    private static bool TryParseUriEntry(
        ReadOnlySpan<char> item, ReadOnlySpan<char> name, ReadOnlySpan<char> value, bool hasValue, out Entry entry)
    {
        entry = default;
        if (!SipEscape.IsUriValue(name) || (!value.IsEmpty && !SipEscape.IsUriValue(value))) return false;
        var wire = item.Contains('%') ? item.ToString() : null;
        entry = new Entry(SipEscape.Unescape(name), hasValue ? SipEscape.Unescape(value) : null, false, wire);
        return true;
    }

    /// <param name="Quoted">As the peer wrote it; null for a value of ours, which is quoted when it must be.</param>
    /// <param name="Wire">Of a URI's parameter with escapes: what the peer wrote.</param>
    private readonly record struct Entry(string Name, string? Value, bool? Quoted, string? Wire = null);
}

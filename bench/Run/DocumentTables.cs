namespace VoiceDock.Bench.Run;

/// <summary>Replaces what stands between a part's two markers in the document; the prose around stays.</summary>
internal static class DocumentTables
{
    /// <exception cref="BenchException">The document lacks the part's markers.</exception>
    public static void Write(string document, Section section)
    {
        var text = File.ReadAllText(document);
        var (begin, end) = ($"<!-- {section.Part}: begin -->", $"<!-- {section.Part}: end -->");
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
            throw new BenchException($"{document} has no '{begin}' … '{end}'.");
        File.WriteAllText(document, $"{text[..(from + begin.Length)]}\n{string.Join('\n', section.Lines)}\n{text[to..]}");
    }
}

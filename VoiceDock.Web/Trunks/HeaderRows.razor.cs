using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <summary>Edits a list of headers. Rows without a word are no headers.</summary>
public sealed partial class HeaderRows
{
    private readonly List<Row> _rows = [];

    private IReadOnlyList<TrunkHeader> Typed => [.. _rows.Where(r => !r.IsEmpty).Select(r => r.Header)];

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        // Rows that are being typed stay, unless the headers came from elsewhere.
        if (Typed.SequenceEqual(Value ?? [])) return;
        _rows.Clear();
        _rows.AddRange((Value ?? []).Select(h => new Row { Name = h.Name, Value = h.Value }));
    }

    private Task TypeAsync(Row row, string? name, string? value)
    {
        (row.Name, row.Value) = (name ?? "", value ?? "");
        return TypeAsync(Typed);
    }

    // Between a row's name and its value nobody has finished.
    private void Leave(Row row, bool isLast)
    {
        row.IsLeft |= isLast;
        if (row.IsLeft || row.IsEmpty) Judge();
    }

    private Task RemoveAsync(Row row)
    {
        _rows.Remove(row);
        return ChangeAsync(Typed);
    }

    private string? ProblemOf(Row row, string part) => row.IsEmpty ? null : PartProblem($"[{_rows.Where(r => !r.IsEmpty).ToList().IndexOf(row)}].{part}");

    private sealed class Row
    {
        /// <summary>Keeps the row the same row while others go.</summary>
        public Guid Key { get; } = Guid.NewGuid();

        public string Name { get; set; } = "";

        public string Value { get; set; } = "";

        /// <summary>The person was at its end once.</summary>
        public bool IsLeft { get; set; }

        public bool IsEmpty => Header is { Name: "", Value: "" };

        public TrunkHeader Header => new(Name.Trim(), Value.Trim());
    }
}

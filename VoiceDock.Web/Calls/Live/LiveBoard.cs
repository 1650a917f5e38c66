using VoiceDock.Core.Calls;

namespace VoiceDock.Web.Calls.Live;

/// <summary>
/// The rows of the live board, in the order the calls arrived. New calls come at the end; an ended one stays where it stood for a moment and goes
/// only while the pointer is elsewhere, so that nobody presses the wrong call's button. Belongs to the UI of one circuit.
/// </summary>
public sealed class LiveBoard(TimeProvider time)
{
    /// <summary>How long an ended call stays on the board.</summary>
    public static readonly TimeSpan ShowEnded = TimeSpan.FromSeconds(15);

    /// <summary>Most ended calls that stay although the pointer rests on the board.</summary>
    public const int MostEnded = 12;

    private readonly List<BoardRow> _rows = [];

    public IReadOnlyList<BoardRow> Rows => _rows;

    public int LiveCount => _rows.Count(r => !r.IsOver);

    /// <summary>The pointer is among the rows: nothing moves until it leaves, except where the viewer acts.</summary>
    public bool Held { get; set; }

    /// <summary>What happened, for screen readers: the last few changes of state as sentences. Empty when the last batch changed none.</summary>
    public string Spoken { get; private set; } = "";

    /// <summary>The first state: nothing of it is news.</summary>
    public void Start(IEnumerable<CallView> calls)
    {
        foreach (var call in calls.OrderBy(c => c.CreatedAt))
            _rows.Add(new BoardRow(call));
        Settle();
    }

    public void Apply(IReadOnlyList<CallView> changes)
    {
        var news = new List<string>();
        foreach (var call in changes.OrderBy(c => c.CreatedAt))
        {
            if (Take(call) is { } sentence)
                news.Add(sentence);
        }
        if (news.Count > 0)
            Spoken = news.Count > 3 ? $"{news.Count} calls changed." : string.Join(" ", news);
        Settle();
    }

    /// <summary>Opens, closes and removes what is due. Call it once a second and when the pointer leaves.</summary>
    public void Settle()
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var row in _rows)
            row.Settle(now, Held);
        var over = _rows.Where(r => r.IsOver && !r.HasFocus).ToList();
        var due = Held ? over.SkipLast(MostEnded) : over.Where(r => now - (r.Call.EndedAt ?? r.Call.UpdatedAt) >= ShowEnded);
        foreach (var row in due.ToList())
            _rows.Remove(row);
    }

    private string? Take(CallView call)
    {
        if (_rows.Find(r => r.Call.Id == call.Id) is not { } row)
        {
            if (!call.State.IsLive())
                return null;
            _rows.Add(new BoardRow(call));
            return $"New call {(CallWords.IsOurs(call) ? "to" : "from")} {CallWords.Caller(call)}.";
        }
        var before = CallWords.State(row.Call);
        var transfer = row.Transfer?.State;
        if (!row.Update(call) || (before == CallWords.State(call) && transfer == row.Transfer?.State))
            return null;
        return Sentence(row, transfer != row.Transfer?.State);
    }

    private static string Sentence(BoardRow row, bool transferMoved)
    {
        var caller = CallWords.Caller(row.Call);
        if (row.Call.End is { } end)
            return $"{caller}: {end.Sentence}";
        return transferMoved && row.Transfer is { } transfer ? $"{caller}: {TransferWords.Sentence(transfer)}" : $"{caller}: {CallWords.State(row.Call)}.";
    }
}

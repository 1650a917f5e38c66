using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>One destination a wish means at this hour.</summary>
/// <param name="Destination">What is dialled, before the number rule.</param>
/// <param name="Entry">Its entry on the assistant's list; null when it has none.</param>
/// <param name="RingSeconds">Its ring time here; null: the entry's, else the trunk's.</param>
internal sealed record WantedDestination(string Destination, TransferDestination? Entry, int? RingSeconds = null)
{
    /// <summary>
    /// Whom a wish means: the entry of the list with that number, or who stands in for it outside its hours, and then those that are tried after it.
    /// An error when it is closed and nobody stands in.
    /// </summary>
    public static Result<IReadOnlyList<WantedDestination>> Of(TransferOrder order, IReadOnlyList<TransferDestination> list, DateTimeOffset now)
    {
        var asked = order.Destination.Trim();
        var entry = list.FirstOrDefault(d => d.Number == asked && d.Description == order.Name) ?? list.FirstOrDefault(d => d.Number == asked);
        if (entry is not { Hours: { } hours } || order.AnyHour || hours.IsOpen(now))
            return WithNext(new WantedDestination(asked, entry), list, now);
        if (entry.Else is not { } other)
            return TransferErrors.Closed(entry.Description, hours, now);
        var standIn = Find(list, other);
        if (standIn is { Hours: { } theirs } && !theirs.IsOpen(now))
            return TransferErrors.Closed(standIn.Description, theirs, now);
        return WithNext(new WantedDestination(other.Value, standIn), list, now);
    }

    // Those of an entry that is itself tried after another are not followed: a ring of entries would never end.
    private static Result<IReadOnlyList<WantedDestination>> WithNext(WantedDestination first, IReadOnlyList<TransferDestination> list, DateTimeOffset now)
    {
        List<WantedDestination> all = [first];
        foreach (var next in first.Entry?.Next ?? [])
        {
            var entry = Find(list, next.Target);
            if (entry is not { Hours: { } hours } || hours.IsOpen(now))
                all.Add(new WantedDestination(next.Target.Value, entry, next.RingSeconds));
        }
        return new(all);
    }

    private static TransferDestination? Find(IReadOnlyList<TransferDestination> list, DialTarget target) => list.FirstOrDefault(d => d.Number == target.Value);
}

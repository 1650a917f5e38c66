using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>One destination a wish means at this hour.</summary>
/// <param name="Destination">What is dialled, before the number rule.</param>
/// <param name="Entry">Its entry on the assistant's list; null when it has none.</param>
/// <param name="RingSeconds">Its ring time here; null: the entry's, else the trunk's.</param>
public sealed record WantedDestination(string Destination, TransferDestination? Entry, int? RingSeconds = null)
{
    /// <summary>
    /// Whom a wish means: the entry of the list with that number, or who stands in for it outside its hours, and then those that are tried after it.
    /// An error when it is closed and nobody stands in. Pure.
    /// </summary>
    /// <param name="asked">The destination of <paramref name="order"/> as the trunk reads it (<see cref="DialTarget.Value"/>).</param>
    public static Result<IReadOnlyList<WantedDestination>> Of(TransferOrder order, string asked, IReadOnlyList<TransferDestination> list, DateTimeOffset now)
    {
        var entry = list.FirstOrDefault(d => d.Number == asked && d.Description == order.Name) ?? Find(list, asked);
        if (order.AnyHour || IsOpen(entry, now))
            return WithNext(new WantedDestination(asked, entry), list, now);
        if (entry!.Else is not { } other)
            return TransferErrors.Closed(entry, now);
        var standIn = Find(list, other.Value);
        return IsOpen(standIn, now) ? WithNext(new WantedDestination(other.Value, standIn), list, now) : TransferErrors.Closed(standIn!, now);
    }

    // Those of an entry that is itself tried after another are not followed: a ring of entries would never end.
    private static Result<IReadOnlyList<WantedDestination>> WithNext(WantedDestination first, IReadOnlyList<TransferDestination> list, DateTimeOffset now)
    {
        var next = (first.Entry?.Next ?? []).Select(n => new WantedDestination(n.Target.Value, Find(list, n.Target.Value), n.RingSeconds));
        return new([first, .. next.Where(n => IsOpen(n.Entry, now))]);
    }

    private static bool IsOpen(TransferDestination? entry, DateTimeOffset now) => entry is not { Hours: { } hours } || hours.IsOpen(now);

    private static TransferDestination? Find(IReadOnlyList<TransferDestination> list, string number) => list.FirstOrDefault(d => d.Number == number);
}

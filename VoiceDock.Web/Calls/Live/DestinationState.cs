using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Shared;
using VoiceDock.Web.Trunks;

namespace VoiceDock.Web.Calls.Live;

/// <summary>Whether a destination can be reached at a moment.</summary>
/// <param name="Tone">Of the light beside it.</param>
/// <param name="Trunk">The light of the way there in a word; null without a way.</param>
/// <param name="Hours">"open until 17:30", "closed, opens Mon 09:00"; null when it is always open.</param>
/// <param name="IsClosed">Outside its hours.</param>
/// <param name="IsTaken">Another caller of ours is with it, or it rings for one.</param>
/// <param name="Last">The last transfer to it that is over.</param>
public sealed record DestinationState(Tone Tone, string? Trunk, string? Hours, bool IsClosed, bool IsTaken, TransferView? Last)
{
    /// <param name="trunk">The way there; null: none.</param>
    /// <param name="callId">The call that would be transferred.</param>
    /// <param name="live">All calls now.</param>
    public static DestinationState Of(
        TransferDestination destination, Trunk? trunk, TrunkLight? light, Guid callId, IEnumerable<CallView> live, TransferView? last, DateTimeOffset now)
    {
        var isOpen = destination.Hours?.IsOpen(now) ?? true;
        return new DestinationState(
            trunk is null ? Tone.Neutral : TrunkWords.Tone(trunk, light),
            trunk is null ? null : TrunkWords.State(trunk, light),
            destination.Hours is { } hours ? Words(hours, isOpen, now) : null,
            !isOpen,
            live.Any(c => c.Id != callId && c.ActiveTransfer is { } transfer && transfer.Destination == destination.Number),
            last);
    }

    /// <summary>"Mon 09:00"; null when it never opens.</summary>
    public static string? Opens(BusinessHours hours, DateTimeOffset now) =>
        hours.NextChange(now) is { } next ? HoursWords.Soon(hours, next, now) : null;

    private static string Words(BusinessHours hours, bool isOpen, DateTimeOffset now) => (isOpen, Opens(hours, now)) switch
    {
        (true, { } until) => $"open until {until}",
        (true, null) => "always open",
        (false, { } next) => $"closed, opens {next}",
        (false, null) => "closed",
    };
}

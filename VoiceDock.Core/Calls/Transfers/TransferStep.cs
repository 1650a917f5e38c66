using VoiceDock.Core.Security.Destinations;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>One destination of a transfer: the one that was asked for, or one that is tried after it.</summary>
/// <param name="Destination">As asked for, or as it stands on the assistant's list.</param>
/// <param name="Name">What it is called there; null when it has no name.</param>
/// <param name="Routes">The trunks in the order they are tried; empty when only <see cref="Refer"/> may be used.</param>
public sealed record TransferStep(string Destination, string? Name, IReadOnlyList<DialRoute> Routes)
{
    /// <summary>Set when the PBX is asked to take the caller over, before any route is dialled.</summary>
    public ReferRoute? Refer { get; init; }

    /// <summary>How long it may ring, in seconds; null: as its trunk says.</summary>
    public int? RingSeconds { get; init; }

    /// <summary>Said to whoever answers before the caller is joined; null: nothing.</summary>
    public string? Whisper { get; init; }

    /// <summary>Whoever answers has to take the call by a key.</summary>
    public bool AcceptKey { get; init; }

    /// <summary>Keys pressed after the answer: 0-9, *, #, A-D, and pauses <c>,</c> (0.5 s) and <c>w</c> (1 s).</summary>
    public string? Digits { get; init; }

    /// <summary>What was talked about so far, for headers that carry it; null: nothing is known.</summary>
    public string? Summary { get; init; }

    /// <summary>The destination rules it was checked by; others may hold by the time it is dialled.</summary>
    internal DestinationPolicy? CheckedBy { get; init; }

    /// <summary>The caller is joined only after something else was done with the one who answered.</summary>
    public bool IsScreened => AcceptKey || !string.IsNullOrEmpty(Whisper) || !string.IsNullOrEmpty(Digits);

    /// <summary>How long it rings over a trunk, in seconds.</summary>
    public int RingOver(Trunks.Trunk trunk) => RingSeconds ?? trunk.RingTimeoutSeconds;
}

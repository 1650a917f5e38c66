using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>A wish for a transfer, not yet checked.</summary>
/// <param name="Destination">E.164 number, extension, or a <c>sip:</c> URI on the trunk's own host.</param>
/// <param name="Message">Spoken to the caller before dialling; null or empty: nothing.</param>
/// <param name="Name">What the destination is called on the assistant's list, when it was chosen there.</param>
/// <param name="Again">True when the person has seen the last transfer end and wants another: it is not taken for a repeat of that one.</param>
public sealed record TransferOrder(string Destination, string? Message = null, string? Name = null, bool Again = false)
{
    /// <summary>Rings the destination outside its hours too, and nobody in its place.</summary>
    public bool AnyHour { get; init; }

    /// <summary>How the caller gets there; null: as the trunk says. <see cref="TransferMethod.Refer"/> tries it whatever is known of it, and proves it.</summary>
    public TransferMethod? Method { get; init; }

    /// <summary>What was talked about so far, for whoever answers; null: nothing is known.</summary>
    public string? Summary { get; init; }
}

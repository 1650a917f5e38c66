using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.Calls;

/// <summary>Port: somebody else is asked who answers an inbound call, while it rings. Implemented by the webhooks.</summary>
public interface ICallArrivals
{
    /// <summary>Whether anybody is asked. From memory, on a SIP thread; allocates nothing when nobody is.</summary>
    /// <param name="assistant">The number's own; null: it has none.</param>
    bool Asks(Assistant? assistant);

    /// <summary>Asks. A late or unusable answer is no answer. Never throws but for <paramref name="cancellation"/>.</summary>
    /// <returns>Null: nothing else was said, the number's own assistant answers.</returns>
    Task<CallArrival?> AskAsync(CallView call, Assistant? assistant, CancellationToken cancellation);
}

/// <summary>Who answers a call, decided while it rings.</summary>
/// <param name="Assistant">Who answers; null with <paramref name="Refusal"/>.</param>
/// <param name="AssistantId">Of a stored one, also when it is changed for this call; null for one made for this call alone.</param>
/// <param name="Refusal">Said to the caller, whose call is over after it.</param>
public sealed record CallArrival(Assistant? Assistant, Guid? AssistantId, string? Refusal);

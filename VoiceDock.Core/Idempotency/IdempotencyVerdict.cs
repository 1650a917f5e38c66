namespace VoiceDock.Core.Idempotency;

/// <summary>What a request with an <c>Idempotency-Key</c> is.</summary>
public enum IdempotencyVerdict
{
    /// <summary>First of its kind: carry it out, then call <see cref="IdempotencyStore.CompleteAsync"/> or <see cref="IdempotencyStore.ForgetAsync"/>.</summary>
    Fresh,

    /// <summary>Seen and answered: send the stored status and body.</summary>
    Replay,

    /// <summary>The first one is still running.</summary>
    Running,

    /// <summary>The same value came with another body or path.</summary>
    Reused,

    /// <summary>The program died while the first one was running; what it did must be looked up, never done again blindly.</summary>
    Interrupted,
}

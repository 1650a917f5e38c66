using VoiceDock.Tests.Interop.Peers;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>The caller whom no failure may cost the call.</summary>
internal interface IMatrixCaller : IAsyncDisposable
{
    /// <summary>The call's id.</summary>
    Guid Id { get; }

    HeardAudio Heard { get; }

    /// <summary>The console has hung up on it.</summary>
    bool IsDropped { get; }

    /// <summary>Hangs up, and waits until that is done.</summary>
    Task HangUpAsync();
}

namespace VoiceDock.Core.Calls;

/// <summary>
/// Shows what a transfer would send, without sending it: the same checks, the same addresses, the same message as a real one, made by the same
/// code. Implemented in Calls/Engine; safe from any thread.
/// </summary>
public interface IDialRehearsal
{
    /// <summary>
    /// Never throws for what is wrong with the wish: that is in the checks. Looks names up as a call does, sends nothing to the trunk, and takes an
    /// audio port for the moment.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled while a name was looked up.</exception>
    ValueTask<DialRehearsal> RehearseAsync(DialWish wish, CancellationToken cancellation);
}

using System.Collections.Concurrent;

namespace VoiceDock.Core.Calls.Recovery;

/// <summary>
/// The dialogs of live legs on their way to the disk: the journal writes them with the rows of their calls, which change in the same moments, so
/// that a call costs no commit more. Thread-safe; nobody waits.
/// </summary>
/// <param name="bootId">This start of the program.</param>
/// <param name="wake">Tells the journal that something waits.</param>
internal sealed class LegDialogs(Guid bootId, Action wake)
{
    private readonly ConcurrentDictionary<Guid, LegDialog?> _waiting = [];

    public bool IsEmpty => _waiting.IsEmpty;

    /// <summary>What is to be written, null where a row is to go.</summary>
    public IReadOnlyList<KeyValuePair<Guid, LegDialog?>> Waiting => _waiting.ToArray();

    /// <summary>The leg is up, or has moved.</summary>
    public void Keep(LegDialog dialog)
    {
        dialog.BootId = bootId;
        _waiting[dialog.Id] = dialog;
        wake();
    }

    /// <summary>The leg is over, or its far end has been told.</summary>
    public void Forget(Guid id)
    {
        _waiting[id] = null;
        wake();
    }

    /// <summary>These are on disk; what has changed since waits on.</summary>
    public void Written(IEnumerable<KeyValuePair<Guid, LegDialog?>> written)
    {
        foreach (var one in written)
            _waiting.TryRemove(one);
    }
}

using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Numbers;

/// <summary>All numbers in memory, for the call path: no database, no lock. Thread-safe.</summary>
public sealed class NumberDirectory
{
    /// <summary>Raised after a number changed, under no lock. Handlers must be quick.</summary>
    public event Action? Changed { add => throw new NotImplementedException(); remove => throw new NotImplementedException(); }

    public IReadOnlyList<Number> All => throw new NotImplementedException();

    public Number? Find(Guid id) => throw new NotImplementedException();

    /// <summary>True when a destination is one of our own numbers (a transfer there would loop).</summary>
    public bool IsOwn(string e164) => throw new NotImplementedException();

    /// <summary>Which number an INVITE is for, who answers it, over which trunk it came.</summary>
    /// <param name="requestUser">User part of the Request-URI; tried first.</param>
    /// <param name="toUser">User part of To; tried when the first matches nothing.</param>
    /// <param name="peers">The trunks at the source address (<see cref="TrunkPeers.TrunksAt"/>), oldest first. Their countries read national forms.</param>
    public NumberMatch Match(string? requestUser, string? toUser, IReadOnlyList<Trunk> peers) => throw new NotImplementedException();
}

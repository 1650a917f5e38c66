using System.Collections.Frozen;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Numbers;

/// <summary>
/// All numbers in memory, for the call path: no database, no lock. Its numbers carry ids only; assistant and trunk come from their own directories.
/// Thread-safe.
/// </summary>
public sealed class NumberDirectory(AssistantDirectory assistants)
{
    private volatile Snapshot _now = new([]);

    /// <summary>Raised after a number changed, under no lock. Handlers must be quick and must not throw.</summary>
    public event Action? Changed;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Number> All => _now.Numbers;

    public Number? Find(Guid id) => _now.ById.GetValueOrDefault(id);

    /// <summary>The numbers whose calls are transferred over a trunk, oldest first.</summary>
    public IReadOnlyList<Number> OverTrunk(Guid trunkId) => [.. _now.Numbers.Where(n => n.TransferTrunkId == trunkId)];

    /// <summary>True when a destination is one of our own numbers (a transfer there would loop).</summary>
    public bool IsOwn(string e164) => _now.ByPhone.ContainsKey(e164);

    /// <summary>Which number an INVITE is for, who answers it, over which trunk it came.</summary>
    /// <param name="requestUser">User part of the Request-URI; tried first.</param>
    /// <param name="toUser">User part of To; tried when the first matches nothing.</param>
    /// <param name="peers">The trunks at the source address (<see cref="TrunkPeers.TrunksAt"/>), oldest first. Their countries read national forms.</param>
    public NumberMatch Match(string? requestUser, string? toUser, IReadOnlyList<Trunk> peers)
    {
        var number = FindDialled(requestUser, peers) ?? FindDialled(toUser, peers);
        var trunk = peers.FirstOrDefault(t => t.Id == number?.TransferTrunkId) ?? (peers.Count > 0 ? peers[0] : null);
        if (number is null) return new NumberMatch(null, null, trunk, UnansweredCause.UnknownNumber);
        if (!number.IsActive) return new NumberMatch(number, null, trunk, UnansweredCause.InactiveNumber);
        if (number.AssistantId is not { } id || assistants.Find(id) is not { } assistant)
            return new NumberMatch(number, null, trunk, UnansweredCause.NoAssistant);
        return assistant.IsActive
            ? new NumberMatch(number, assistant, trunk, null)
            : new NumberMatch(number, null, trunk, UnansweredCause.InactiveAssistant);
    }

    internal void Replace(IEnumerable<Number> numbers) => _now = new Snapshot([.. numbers.OrderBy(n => n.CreatedAt).ThenBy(n => n.Id)]);

    internal void Announce() => Changed?.Invoke();

    private Number? FindDialled(string? dialled, IReadOnlyList<Trunk> peers)
    {
        var byPhone = _now.ByPhone;
        var countries = peers.Select(t => t.NumberCountry).Distinct().DefaultIfEmpty(null);
        return countries.SelectMany(country => PhoneNumber.Readings(dialled, country))
            .Select(reading => byPhone.GetValueOrDefault(reading))
            .FirstOrDefault(number => number is not null);
    }

    private sealed class Snapshot(IReadOnlyList<Number> numbers)
    {
        public IReadOnlyList<Number> Numbers { get; } = numbers;

        public FrozenDictionary<Guid, Number> ById { get; } = numbers.ToFrozenDictionary(n => n.Id);

        public FrozenDictionary<string, Number> ByPhone { get; } = numbers.ToFrozenDictionary(n => n.PhoneNumber, StringComparer.Ordinal);
    }
}

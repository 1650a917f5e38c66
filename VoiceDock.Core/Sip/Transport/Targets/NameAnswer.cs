namespace VoiceDock.Core.Sip.Transport.Targets;

/// <summary>What the name service knows.</summary>
/// <param name="Records">Empty: there is no such name, or nothing of this kind under it.</param>
/// <param name="Ttl">How long it may be kept; never negative.</param>
internal sealed record NameAnswer<T>(IReadOnlyList<T> Records, TimeSpan Ttl);

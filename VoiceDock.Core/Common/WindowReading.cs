namespace VoiceDock.Core.Common;

/// <summary>The state of a <see cref="SlidingWindow"/> at one moment.</summary>
/// <param name="Admitted">The event was counted (or would be, for a mere reading).</param>
/// <param name="Limit">Events in the whole window.</param>
/// <param name="Remaining">Events still admitted now.</param>
/// <param name="UntilFreed">Until the oldest counted event leaves the window and one more is admitted; zero for an empty window.</param>
public readonly record struct WindowReading(bool Admitted, int Limit, int Remaining, TimeSpan UntilFreed);

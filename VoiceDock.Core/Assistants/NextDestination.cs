using VoiceDock.Core.Common;

namespace VoiceDock.Core.Assistants;

/// <summary>Whom to try when the destination before did not take the call.</summary>
/// <param name="Target">E.164 number or extension.</param>
/// <param name="RingSeconds">5-120 s until ringing counts as no answer; null for the destination's own entry or the trunk's ring timeout.</param>
public sealed record NextDestination(DialTarget Target, int? RingSeconds);

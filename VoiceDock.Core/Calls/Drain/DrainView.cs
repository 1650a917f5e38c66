namespace VoiceDock.Core.Calls.Drain;

/// <summary>A program that is being stopped, as screens show it.</summary>
/// <param name="Calls">Calls that still go on.</param>
/// <param name="EndsAt">When those that are left are ended, UTC.</param>
public sealed record DrainView(int Calls, DateTime EndsAt);

namespace VoiceDock.Bench.Run;

/// <summary>A bench cannot go on; the message says what happened and to which part.</summary>
internal sealed class BenchException(string message) : Exception(message);

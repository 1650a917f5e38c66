namespace VoiceDock.Tests.Interop;

/// <summary>Tests that count what the whole process holds: no other runs beside them.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;

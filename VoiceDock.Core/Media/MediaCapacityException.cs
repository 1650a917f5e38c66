namespace VoiceDock.Core.Media;

/// <summary>Every media port is in use, resting or held by another program. Running calls are not hurt; a new one is refused with 503.</summary>
public sealed class MediaCapacityException(string message, Exception? inner = null) : Exception(message, inner);

namespace VoiceDock.Core.Media.Streams;

/// <summary>What the source rule says about a packet.</summary>
internal enum Verdict
{
    /// <summary>Not from where this leg's audio comes: dropped and counted.</summary>
    Refuse,

    /// <summary>Take it.</summary>
    Accept,

    /// <summary>Take it; from now on its sender alone is the source, and what we send goes there.</summary>
    Latch,
}

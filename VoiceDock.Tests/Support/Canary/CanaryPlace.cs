namespace VoiceDock.Tests.Support.Canary;

/// <summary>Where a secret was looked for.</summary>
internal enum CanaryPlace
{
    /// <summary>A file of a data folder.</summary>
    File,

    /// <summary>A value of a table, unpacked.</summary>
    Value,

    /// <summary>A page's HTML, or a response a page got.</summary>
    Page,

    /// <summary>A message of a circuit, from the server.</summary>
    Frame,

    /// <summary>An answer that a test asked for without a browser.</summary>
    Answer,

    /// <summary>A line of a log.</summary>
    Line,
}

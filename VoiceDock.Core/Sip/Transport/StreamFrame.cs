namespace VoiceDock.Core.Sip.Transport;

/// <summary>What <see cref="StreamFramer"/> found.</summary>
internal enum StreamFrame
{
    /// <summary>Nothing whole yet.</summary>
    None,

    /// <summary>A message with its body.</summary>
    Message,

    /// <summary>A double CRLF, to be answered by one CRLF.</summary>
    Ping,

    /// <summary>Too large, or without a usable Content-Length: nothing after it can be understood.</summary>
    Broken,
}

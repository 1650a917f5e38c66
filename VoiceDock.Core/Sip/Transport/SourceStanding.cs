namespace VoiceDock.Core.Sip.Transport;

/// <summary>What a source is allowed, once its datagram passed <see cref="SourceFilter"/>.</summary>
internal enum SourceStanding
{
    /// <summary>Dropped.</summary>
    Dropped,

    /// <summary>Everything.</summary>
    Peer,

    /// <summary>Answers to us, and requests inside a dialog with it.</summary>
    Expected,

    /// <summary>A REGISTER of somebody unknown: it may be tried, nothing else.</summary>
    Registering,

    /// <summary>Its requests are answered 403.</summary>
    Rejected,
}

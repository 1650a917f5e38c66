namespace VoiceDock.Core.Diagnostics;

/// <summary>The checks of the doctor, in the order they run. Wire names are the lower-case words.</summary>
public enum CheckName
{
    /// <summary>The fields fit each other and the preset.</summary>
    Config,

    /// <summary>The host's name and the addresses it leads to (RFC 3263).</summary>
    Dns,

    /// <summary>A TCP connection, or a TLS handshake with the certificate. UDP has no connection.</summary>
    Connect,

    /// <summary>OPTIONS: a sign of life, round trip, what the peer says it takes.</summary>
    Options,

    /// <summary>User name and password, without side effects (RFC 3261 section 10.2.3).</summary>
    Credentials,

    /// <summary>The live registration, either way round.</summary>
    Register,

    /// <summary>Our address as the peer sees it, and private addresses where public ones are needed.</summary>
    Nat,

    /// <summary>Our audio ports; in tone mode the audio of a call.</summary>
    Media,

    /// <summary>Codecs, encryption and keys: our offer, and in ring and tone mode the answer.</summary>
    Offer,

    /// <summary>How the destination would be dialled, and who would be shown as calling.</summary>
    Number,

    /// <summary>The INVITE or REFER a transfer would send.</summary>
    Transfer,
}

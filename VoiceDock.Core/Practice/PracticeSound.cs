using System.Net;
using VoiceDock.Core.Sip.Sdp;

namespace VoiceDock.Core.Practice;

/// <summary>The audio of a practice call.</summary>
/// <param name="Announced">The address in its descriptions.</param>
/// <param name="Codecs">Preferred first. One that cannot be encoded here is agreed to, and nothing is sent.</param>
internal sealed record PracticeSound(IPAddress Announced, IReadOnlyList<string> Codecs)
{
    /// <summary>Keys by RFC 4733 are offered and taken.</summary>
    public bool TakesKeys { get; init; } = true;

    /// <summary>Only encrypted audio is offered and taken.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>False: neither RTP nor RTCP is sent.</summary>
    public bool Speaks { get; init; } = true;

    /// <summary>False: whatever is sent to it is lost, and its reports know nothing of it.</summary>
    public bool Hears { get; init; } = true;

    /// <summary>A 200 to OPTIONS describes it.</summary>
    public bool IsShownByOptions { get; init; }

    public static PracticeSound Usual(IPAddress own) => new(own, ["PCMA", "PCMU"]);

    /// <summary>For one call: the keys of encrypted audio are its own.</summary>
    /// <param name="port">Of its RTP; 0 in a description of what would be possible (RFC 3264 section 9).</param>
    public AudioCapabilities Capabilities(int port) =>
        new(Announced, port, Codecs, TakesKeys, Security: IsEncrypted ? SdpSecurity.Create(isRequired: true) : null);
}

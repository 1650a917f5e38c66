using System.Net;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Practice;

/// <summary>How a practice PBX is set up. It only ever listens on loopback.</summary>
public sealed record PracticeOptions
{
    /// <summary>The trunk account it asks for.</summary>
    public required string Username { get; init; }

    /// <summary>Its password.</summary>
    public required string Password { get; init; }

    /// <summary>Realm of its challenges.</summary>
    public string Realm { get; init; } = "practice.pbx";

    /// <summary>Loopback address and port; port 0 = any free one.</summary>
    public IPEndPoint Bind { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>First and last RTP port of the practice side, apart from the console's own.</summary>
    public int FirstMediaPort { get; init; } = 17_000;

    public int LastMediaPort { get; init; } = 18_999;

    /// <summary>How long an answering extension rings.</summary>
    public TimeSpan RingFor { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long <see cref="PracticeBehaviour.AnswerAndAccept"/> listens before it presses 1.</summary>
    public TimeSpan AcceptAfter { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long <see cref="PracticeBehaviour.AnswerAndDrop"/> stays.</summary>
    public TimeSpan DropAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Algorithms offered in challenges, strongest first.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = ["SHA-256", "MD5"];

    public SipTimers Timers { get; init; } = new();

    /// <summary>What is wrong with it from the start; nothing, unless told.</summary>
    public IReadOnlyList<PracticeFault> Faults { get; init; } = [];

    /// <summary>How TLS is accepted, with whatever certificate; null: not at all.</summary>
    public SipTlsOptions? Tls { get; init; }

    /// <summary>What it calls itself in Server and User-Agent.</summary>
    public string Server { get; init; } = "VoiceDock practice PBX";

    public IReadOnlyList<PracticeExtension> Extensions { get; init; } = Usual;

    /// <summary>The extensions the demo offers.</summary>
    public static readonly IReadOnlyList<PracticeExtension> Usual =
    [
        new("200", "Reception", PracticeBehaviour.AnswerAndEcho),
        new("201", "Sales", PracticeBehaviour.Busy),
        new("202", "Workshop", PracticeBehaviour.RingForEver),
        new("203", "Director", PracticeBehaviour.Decline),
        new("204", "Night desk", PracticeBehaviour.AnswerAndDrop),
        new("205", "Locked office", PracticeBehaviour.RefusePassword),
        new("206", "Sales on the road", PracticeBehaviour.AnswerAndAccept),
        new("207", "Voicemail", PracticeBehaviour.AnswerAsMachine),
        new("208", "Service desk", PracticeBehaviour.Busy),
    ];
}

using System.ComponentModel.DataAnnotations;
using VoiceDock.Core.Sip.Dialogs;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Where and how SIP is received, section <c>Sip</c>. (<c>Sip:Targets</c> belongs to the target guard.)</summary>
public sealed class SipOptions
{
    public const string Section = "Sip";

    /// <summary>Address to bind.</summary>
    public string Address { get; set; } = "0.0.0.0";

    /// <summary>Port of UDP and TCP; 0 lets the system choose.</summary>
    [Range(0, 65535)]
    public int Port { get; set; } = 5060;

    /// <summary>Port of TLS; used when there is a <see cref="CertificateFile"/>. 0 lets the system choose.</summary>
    [Range(0, 65535)]
    public int TlsPort { get; set; } = 5061;

    /// <summary>Our certificate with its key and chain: PEM, or PFX without a password. Read again when it changes. Null: TLS is not accepted,
    /// only used towards trunks.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>What peers outside <see cref="LocalNetworks"/> see in Contact and SDP; null: the interface's own address.</summary>
    public string? PublicAddress { get; set; }

    /// <summary>CIDRs of networks where peers see the interface address.</summary>
    public string[] LocalNetworks { get; set; } = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7", "::1/128"];

    /// <summary><c>silence</c> or <c>reject</c> (403).</summary>
    [RegularExpression("silence|reject")]
    public string UnknownSource { get; set; } = "silence";

    /// <summary>RFC 3261's T1 in milliseconds: first retransmission; transactions last 64 times as long.</summary>
    [Range(10, 5000)]
    public int T1Milliseconds { get; set; } = 500;

    /// <summary>How long an INVITE may stay without any response before the next address is tried, in seconds.</summary>
    [Range(0.1, 32)]
    public double NoAnswerSeconds { get; set; } = 5;

    /// <summary>How long a phone system that agreed to a REFER may be silent about it, in seconds.</summary>
    [Range(1, 180)]
    public double ReferOutcomeSeconds { get; set; } = 30;

    /// <summary>Session interval our calls ask for (RFC 4028), in seconds: a call nobody refreshes in it is ended. 0: none is asked for.</summary>
    [Range(0, 86_400)]
    public int SessionExpiresSeconds { get; set; } = 1_800;

    /// <summary>Least session interval we go along with, in seconds; peers that ask for less get 422.</summary>
    [Range(90, 86_400)]
    public int MinSessionExpiresSeconds { get; set; } = 90;

    internal TimeSpan? SessionExpires => SessionExpiresSeconds == 0 ? null : TimeSpan.FromSeconds(SessionExpiresSeconds);

    internal SipTimers Timers => SipTimers.From(TimeSpan.FromMilliseconds(T1Milliseconds)) with
    {
        NoAnswer = TimeSpan.FromSeconds(NoAnswerSeconds),
        ReferOutcome = TimeSpan.FromSeconds(ReferOutcomeSeconds),
    };
}

using System.ComponentModel.DataAnnotations;

namespace VoiceDock.Core.Calls;

/// <summary>Limits and timers of calls and transfers, section <c>Calls</c>. Defaults are those of the design.</summary>
public sealed class CallOptions
{
    public const string Section = "Calls";

    /// <summary>New inbound calls per second over all trunks; more get 503.</summary>
    [Range(1, 10_000)]
    public int MaxPerSecond { get; set; } = 50;

    /// <summary>Calls at once over all trunks; more get 503.</summary>
    [Range(1, 100_000)]
    public int MaxLive { get; set; } = 1_000;

    /// <summary>From the INVITE until the answer, over all attempts, in seconds.</summary>
    [Range(1, 300)]
    public double DialSeconds { get; set; } = 60;

    /// <summary>Ringing over all trunks and destinations of a transfer, in seconds; more when its destinations' own ring times add up to more.</summary>
    [Range(10, 180)]
    public double RingingSeconds { get; set; } = 45;

    /// <summary>The most that <see cref="DialSeconds"/> grows to for a transfer with several destinations, in seconds.</summary>
    [Range(15, 300)]
    public double HuntSeconds { get; set; } = 120;

    /// <summary>How long somebody who answered may think before pressing the key that takes the call, after each of two sayings, in seconds.</summary>
    [Range(1, 60)]
    public double AcceptKeySeconds { get; set; } = 10;

    /// <summary>Ring-back tone starts this long after dialling began, in seconds.</summary>
    [Range(0, 30)]
    public double RingbackAfterSeconds { get; set; } = 1;

    /// <summary>After the answer: how long to wait for the first audio before the transfer counts as connected, in seconds.</summary>
    [Range(0.1, 30)]
    public double FirstAudioSeconds { get; set; } = 2;

    /// <summary>Longest announcement, in seconds.</summary>
    [Range(1, 600)]
    public double AnnounceSeconds { get; set; } = 90;

    /// <summary>No audio from the destination since the answer, in seconds: the transfer fails.</summary>
    [Range(5, 120)]
    public double FarSilentAtStartSeconds { get; set; } = 30;

    /// <summary>No audio from the destination any more, in seconds: its line is lost.</summary>
    [Range(5, 120)]
    public double FarSilentSeconds { get; set; } = 15;

    /// <summary>No audio from the caller, in seconds: the call is over.</summary>
    [Range(5, 600)]
    public double CallerSilentSeconds { get; set; } = 60;

    /// <summary>The same destination asked for again within this many seconds of its start is the same transfer.</summary>
    [Range(0, 60)]
    public double RepeatSeconds { get; set; } = 10;
}

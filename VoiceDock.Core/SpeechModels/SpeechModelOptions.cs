using System.ComponentModel.DataAnnotations;
using System.Net;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.SpeechModels;

/// <summary>Settings of speech models, section <c>SpeechModels</c>.</summary>
public sealed class SpeechModelOptions
{
    public const string Section = "SpeechModels";

    /// <summary>Private and loopback networks where a speech model may be, such as <c>10.0.7.0/24</c>, with commas between; only there without TLS.</summary>
    public string AllowedPrivateNetworks { get; set; } = "";

    /// <summary>Longest time until a model is connected and has taken its instructions, in seconds.</summary>
    [Range(1, 30)]
    public double ConnectSeconds { get; set; } = 5;

    /// <summary>How often a lost connection is made again within a call before the attendant takes over.</summary>
    [Range(0, 10)]
    public int Reconnects { get; set; } = 3;

    /// <summary>The caller is told to wait when a connection is not back after this time, in seconds.</summary>
    [Range(0.2, 10)]
    public double FillerSeconds { get; set; } = 1.5;

    /// <summary>After the caller's turn: without a sound of the model for this long, the connection counts as lost, in seconds.</summary>
    [Range(2, 60)]
    public double AnswerSeconds { get; set; } = 12;

    /// <summary>Why <see cref="AllowedPrivateNetworks"/> cannot be read; null when it can.</summary>
    public string? Problem => NetworkList.Problem(AllowedPrivateNetworks);

    public IReadOnlyList<IPNetwork> Networks => NetworkList.Parse(AllowedPrivateNetworks);
}

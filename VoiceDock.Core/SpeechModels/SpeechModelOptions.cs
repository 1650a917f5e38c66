using System.Net;

namespace VoiceDock.Core.SpeechModels;

/// <summary>Settings of speech models, section <c>SpeechModels</c>.</summary>
public sealed class SpeechModelOptions
{
    public const string Section = "SpeechModels";

    /// <summary>Private and loopback networks where a speech model may be, such as <c>10.0.7.0/24</c>, with commas between; only there without TLS.</summary>
    public string AllowedPrivateNetworks { get; set; } = "";

    /// <summary>Why <see cref="AllowedPrivateNetworks"/> cannot be read; null when it can.</summary>
    public string? Problem => Parts.FirstOrDefault(p => !IPNetwork.TryParse(p, out _)) is { } wrong ? $"'{wrong}' is not a network such as 10.0.7.0/24" : null;

    public IReadOnlyList<IPNetwork> Networks => [.. Parts.Select(p => IPNetwork.Parse(p))];

    private IEnumerable<string> Parts => AllowedPrivateNetworks.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

using System.Text.Json;
using VoiceDock.Core.Assistants.Destinations;

namespace VoiceDock.Core.Assistants;

/// <summary>A destination as it is typed: nothing of it has to fit yet. The fields are those of <see cref="TransferDestination"/>.</summary>
public sealed class DestinationInput
{
    /// <summary>E.164 number or extension.</summary>
    public string? Number { get; set; }

    public string? Description { get; set; }

    public string? Message { get; set; }

    /// <summary>Seconds.</summary>
    public int? RingSeconds { get; set; }

    public HoursInput? Hours { get; set; }

    public string? Else { get; set; }

    public List<NextInput> Next { get; init; } = [];

    public string? Whisper { get; set; }

    /// <summary>Null means false.</summary>
    public bool? AcceptKey { get; set; }

    public string? Digits { get; set; }

    /// <summary>The entry this was read from; its keys that are not known here are written again.</summary>
    internal JsonElement? Stored { get; init; }

    public static DestinationInput From(TransferDestination destination) => DestinationJson.Type(destination, stored: null);
}

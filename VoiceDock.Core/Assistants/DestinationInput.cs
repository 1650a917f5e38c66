namespace VoiceDock.Core.Assistants;

/// <summary>A destination as it is typed: nothing of it has to fit yet.</summary>
public sealed class DestinationInput
{
    /// <summary>E.164 number or extension.</summary>
    public string? Number { get; set; }

    public string? Description { get; set; }

    public string? Message { get; set; }

    public static DestinationInput From(TransferDestination destination) =>
        new() { Number = destination.Number, Description = destination.Description, Message = destination.Message };
}

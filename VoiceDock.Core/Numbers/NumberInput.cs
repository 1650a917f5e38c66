namespace VoiceDock.Core.Numbers;

/// <summary>What a new number should be; the model of the form.</summary>
public sealed class NumberInput
{
    /// <summary>E.164.</summary>
    public string? PhoneNumber { get; set; }

    /// <summary>1-100 characters; null for none.</summary>
    public string? Name { get; set; }

    public Guid? AssistantId { get; set; }
    public Guid? TransferTrunkId { get; set; }

    /// <summary>Null means true.</summary>
    public bool? IsActive { get; set; }
}

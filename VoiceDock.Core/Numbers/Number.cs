using VoiceDock.Core.Assistants;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Numbers;

/// <summary>A phone number people call, with the assistant that answers and the trunk its transfers use. Read-only outside the core.</summary>
public sealed class Number
{
    public Guid Id { get; internal set; }

    /// <summary>E.164; fixed once made, unique.</summary>
    public string PhoneNumber { get; internal set; } = "";

    public string? Name { get; internal set; }
    public Guid? AssistantId { get; internal set; }
    public Guid? TransferTrunkId { get; internal set; }
    public bool IsActive { get; internal set; } = true;
    public DateTime CreatedAt { get; internal set; }
    public DateTime UpdatedAt { get; internal set; }

    /// <summary>Loaded by <see cref="NumberStore"/>; null when none is set.</summary>
    public Assistant? Assistant { get; internal set; }

    /// <summary>Loaded by <see cref="NumberStore"/>; null when none is set.</summary>
    public Trunk? TransferTrunk { get; internal set; }

    /// <summary>The name, or the number itself.</summary>
    public string Label => Name ?? PhoneNumber;
}

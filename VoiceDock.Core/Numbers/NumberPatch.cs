using VoiceDock.Core.Common;

namespace VoiceDock.Core.Numbers;

/// <summary>A change of a number: absent fields stay, null clears. The phone number itself never changes.</summary>
public sealed class NumberPatch
{
    public Optional<string?> Name { get; set; }
    public Optional<Guid?> AssistantId { get; set; }
    public Optional<Guid?> TransferTrunkId { get; set; }

    /// <summary>Null is the default: true.</summary>
    public Optional<bool?> IsActive { get; set; }
}

using System.Text.Json.Serialization;

namespace VoiceDock.Core.Calls.Events;

/// <summary>What a <see cref="CallEvent"/> tells; the wire name is the event's name.</summary>
public enum CallEventKind
{
    [JsonStringEnumMemberName("call.created")]
    CallCreated,

    [JsonStringEnumMemberName("call.updated")]
    CallUpdated,

    [JsonStringEnumMemberName("call.ended")]
    CallEnded,

    [JsonStringEnumMemberName("transfer.updated")]
    TransferUpdated,
}

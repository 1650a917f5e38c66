using System.Text.Json.Serialization;

namespace VoiceDock.Core.Trunks;

/// <summary>How a trunk wants phone numbers to be dialled.</summary>
public enum NumberFormat
{
    /// <summary>Exactly as asked for.</summary>
    AsEntered,

    /// <summary><c>+31612345678</c>.</summary>
    [JsonStringEnumMemberName("e164_plus")]
    E164Plus,

    /// <summary><c>31612345678</c>.</summary>
    [JsonStringEnumMemberName("e164_plain")]
    E164Plain,

    /// <summary><c>0031612345678</c>.</summary>
    [JsonStringEnumMemberName("e164_00")]
    E164DoubleZero,

    /// <summary><c>0612345678</c>, by the trunk's country.</summary>
    National,
}

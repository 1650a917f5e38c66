namespace VoiceDock.Web.Api.Wire;

/// <summary>What a field of a body may hold besides null.</summary>
public enum WireType
{
    Text,
    Integer,
    Number,
    Boolean,
    Uuid,
    TextList,

    /// <summary>A JSON object, kept as it came.</summary>
    Object,

    /// <summary>A JSON array, kept as it came.</summary>
    List,

    /// <summary>Anything, kept as it came.</summary>
    Any,
}

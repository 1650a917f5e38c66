namespace VoiceDock.Core.Common;

public enum DialTargetKind
{
    /// <summary>A phone number in E.164 form.</summary>
    Number,

    /// <summary>An extension of the PBX behind a trunk.</summary>
    Extension,
}

using VoiceDock.Core.Common;

namespace VoiceDock.Core.Diagnostics;

/// <summary>What somebody asks of the doctor.</summary>
/// <param name="Subject">Whom to examine.</param>
/// <param name="By">Who asks: limits count per person or key.</param>
public sealed record DoctorOrder(DoctorSubject Subject, Actor By)
{
    public DoctorMode Mode { get; init; }

    /// <summary>E.164, extension or SIP URI, as in a transfer. Needed by every mode but <see cref="DoctorMode.Silent"/> and <see cref="DoctorMode.Nobody"/>.</summary>
    public string? Destination { get; init; }

    /// <summary>Only these, and what they need; null: all that the mode has.</summary>
    public IReadOnlySet<CheckName>? Only { get; init; }
}

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>One check of the doctor. Stateless: what it learns for later checks it leaves in the examination.</summary>
internal interface ICheck
{
    CheckName Name { get; }

    /// <summary>Whether the mode has it; what the mode has not is skipped with a word.</summary>
    bool IsPartOf(DoctorMode mode);

    /// <summary>Failures of the peer are findings. Only cancellation is thrown.</summary>
    Task<Finding> RunAsync(Examination exam, CancellationToken ct);
}

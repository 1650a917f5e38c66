namespace VoiceDock.Core.Trunks;

/// <summary>What the last check of a trunk found.</summary>
/// <param name="At">UTC.</param>
/// <param name="Checked">The trunk as it was checked.</param>
public sealed record TrunkLight(Trunk Checked, DateTime At, TrunkCheckResult Result)
{
    public Guid TrunkId => Checked.Id;
}

namespace VoiceDock.Core.Diagnostics;

/// <summary>What to do about a known symptom, for one preset.</summary>
/// <param name="Id"><c>R01</c> to <c>R27</c>, as in reports, explanations of transfers and the SIP ladder.</param>
/// <param name="Side">Where it is to be changed.</param>
/// <param name="Fix">What to change, in the PBX's own words where they are known.</param>
public sealed record DoctorRule(string Id, CheckSide Side, string Fix);

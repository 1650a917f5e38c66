using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Toll;

/// <summary>What was placed over a trunk today, the calls that run included.</summary>
/// <param name="Calls">Destinations called: one however many addresses were tried for it.</param>
/// <param name="Time">From the INVITE of each, until its end or now.</param>
public readonly record struct TrunkUse(CompanyDay Day, int Calls, TimeSpan Time)
{
    /// <summary>Begun minutes of all calls together do not count: 90 seconds are one minute.</summary>
    public int Minutes => (int)Time.TotalMinutes;

    public bool HasAllCalls(Trunk trunk) => trunk.MaxCallsPerDay is { } most && Calls >= most;

    public bool HasAllMinutes(Trunk trunk) => trunk.MaxMinutesPerDay is { } most && Time >= TimeSpan.FromMinutes(most);
}

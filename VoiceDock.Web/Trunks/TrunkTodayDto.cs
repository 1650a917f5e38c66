using VoiceDock.Core.Toll;

namespace VoiceDock.Web.Trunks;

/// <summary>The calls placed over a trunk today, where the company is.</summary>
/// <param name="Calls">Destinations called, one however many addresses were tried.</param>
/// <param name="Minutes">How long they lasted from their INVITE on, all together, those that run included; whole minutes.</param>
/// <param name="ResetsAt">When the day ends.</param>
public sealed record TrunkTodayDto(int Calls, int Minutes, DateTime ResetsAt)
{
    public static TrunkTodayDto From(TrunkUse use) => new(use.Calls, use.Minutes, use.Day.Ends.UtcDateTime);
}

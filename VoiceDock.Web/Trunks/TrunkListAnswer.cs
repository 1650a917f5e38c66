namespace VoiceDock.Web.Trunks;

public sealed record TrunkListAnswer(IReadOnlyList<TrunkDto> Trunks);

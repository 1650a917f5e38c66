namespace VoiceDock.Web.Calls;

/// <summary>Oldest first.</summary>
public sealed record TransferListAnswer(IReadOnlyList<TransferDto> Transfers);

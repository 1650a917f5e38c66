using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>A checked transfer: what was asked, and the destinations in the order they are tried. There is at least one.</summary>
public sealed record TransferPlan(TransferOrder Order, Actor By, IReadOnlyList<TransferStep> Steps);

using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>A checked transfer: what was asked, over which trunk, and what is dialled there.</summary>
public sealed record TransferPlan(TransferOrder Order, Actor By, Trunk Trunk, string DialledUser);

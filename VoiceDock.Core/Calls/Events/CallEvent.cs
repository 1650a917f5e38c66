using VoiceDock.Core.Calls.Transfers;

namespace VoiceDock.Core.Calls.Events;

/// <summary>One change of one call.</summary>
/// <param name="Id">Grows with every event, also over a restart of the program.</param>
/// <param name="At">UTC.</param>
/// <param name="Call">As it was then.</param>
/// <param name="Transfer">The transfer that changed, of <see cref="CallEventKind.TransferUpdated"/>.</param>
public sealed record CallEvent(long Id, DateTime At, CallEventKind Kind, CallView Call, TransferView? Transfer);

using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>One way to a destination by an INVITE of our own.</summary>
/// <param name="DialledUser">What is dialled there, after the trunk's number rule.</param>
public sealed record DialRoute(Trunk Trunk, string DialledUser);

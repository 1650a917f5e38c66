using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>The way to a destination by REFER: the caller's own PBX takes the caller over.</summary>
/// <param name="Trunk">The trunk the caller came in over.</param>
/// <param name="DialledUser">Whom it is asked to call, after the trunk's number rule.</param>
/// <param name="ByTel">As a <c>tel:</c> address instead of one at the trunk's host.</param>
/// <param name="FallsBack">A PBX that cannot do it is bridged around within the same transfer.</param>
/// <param name="IsTest">A person wants to know whether it works.</param>
public sealed record ReferRoute(Trunk Trunk, string DialledUser, bool ByTel, bool FallsBack, bool IsTest);

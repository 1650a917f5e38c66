using System.Net;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>Whether an address a peer names can be meant for us.</summary>
internal static class PrivateAddress
{
    /// <summary>A private address of a peer that is reached at one that is not private: it leads somewhere else from here.</summary>
    public static bool IsWrongFor(IPAddress named, IPAddress reachedAt) =>
        AddressTable.Classify(named) == AddressClass.Private && AddressTable.Classify(reachedAt) != AddressClass.Private;
}

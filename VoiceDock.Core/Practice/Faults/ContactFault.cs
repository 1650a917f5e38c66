using System.Net;

namespace VoiceDock.Core.Practice.Faults;

/// <summary>Names another address than its own in Contact.</summary>
internal sealed class ContactFault(string name, IPAddress address) : PracticeFault(name)
{
    internal override IPAddress? Contact => address;
}

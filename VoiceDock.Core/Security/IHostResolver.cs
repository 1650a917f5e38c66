using System.Net;

namespace VoiceDock.Core.Security;

/// <summary>Port to the system's name service: A and AAAA records and the hosts file.</summary>
public interface IHostResolver
{
    /// <exception cref="System.Net.Sockets.SocketException">No such name, or no answer.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct);
}

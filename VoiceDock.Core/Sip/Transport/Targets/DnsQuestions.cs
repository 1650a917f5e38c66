using DnsClient;
using DnsClient.Protocol;

namespace VoiceDock.Core.Sip.Transport.Targets;

/// <summary>Questions to name servers over UDP, and over TCP when an answer is too long. Keeps nothing. Thread-safe.</summary>
internal sealed class DnsQuestions
{
    // A lost packet costs half a second; a server that has to ask others first gets the rest of the two seconds a resolution may take.
    private static readonly TimeSpan[] Tries = [TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(1400)];

    private readonly LookupClient[] _tries;

    public DnsQuestions(NameServiceOptions options)
    {
        try
        {
            _tries = [.. Tries.Select(t => new LookupClient(Settings(options, t))).Where(c => c.NameServers.Count > 0)];
        }
        catch (InvalidOperationException)
        {
            _tries = []; // the library's way to say that the system's name servers cannot be read
        }
    }

    /// <summary>False on a machine that knows no name server; then nothing can be asked here.</summary>
    public bool HasServers => _tries.Length > 0;

    /// <returns>The records of exactly this type, and how long the answer may be kept.</returns>
    /// <exception cref="NameServiceException">No answer, or an error as answer. "No such name" is an answer.</exception>
    public async Task<NameAnswer<T>> AskAsync<T>(string name, QueryType type, CancellationToken ct)
        where T : DnsResourceRecord
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return Read<T>(await _tries[i].QueryAsync(name, type, cancellationToken: ct));
            }
            catch (Exception e) when (e is not NameServiceException && !ct.IsCancellationRequested)
            {
                // Whatever the library makes of a lost, refused or malformed answer: the name could not be asked for.
                if (i == _tries.Length - 1)
                    throw new NameServiceException("the name service did not give an answer that can be read.", e);
            }
        }
    }

    private static NameAnswer<T> Read<T>(IDnsQueryResponse response)
        where T : DnsResourceRecord
    {
        var code = response.Header.ResponseCode;
        if (code is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain))
            throw new NameServiceException($"the name service answered {code}.");
        // an alias on the way ends the life of the answer too
        var ttl = response.Answers.Select(a => a.TimeToLive).DefaultIfEmpty(0).Min();
        return new NameAnswer<T>([.. response.Answers.OfType<T>()], TimeSpan.FromSeconds(Math.Max(0, ttl)));
    }

    private static LookupClientOptions Settings(NameServiceOptions options, TimeSpan timeout)
    {
        var servers = options.Servers.Select(s => new NameServer(s)).ToArray();
        var settings = servers.Length > 0 ? new LookupClientOptions(servers) : new LookupClientOptions();
        settings.UseCache = false;
        settings.ThrowDnsErrors = false;
        settings.Retries = 0;
        settings.Timeout = timeout;
        settings.UseRandomNameServer = false;
        return settings;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VoiceDock.Bench.Failover;

/// <summary>SIP agents on loopback that answer every OPTIONS with 200, and any of which can fall silent like a machine without power.</summary>
internal sealed class OptionsAgents : IDisposable
{
    private static readonly string[] Copied = ["Via:", "From:", "Call-ID:", "CSeq:"];

    private readonly Dictionary<int, Agent> _agents = [];

    public OptionsAgents(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var agent = new Agent();
            _agents[agent.Port] = agent;
        }
    }

    public IReadOnlyList<int> Ports => [.. _agents.Keys];

    /// <summary>OPTIONS answered so far, by all of them.</summary>
    public long Answers => _agents.Values.Sum(a => a.Answers);

    public void Silence(int port) => _agents[port].IsSilent = true;

    public void Revive(int port) => _agents[port].IsSilent = false;

    /// <summary>True when every agent has answered that peer.</summary>
    public bool AllHaveAnswered(int peerPort) => _agents.Values.All(a => a.HasAnswered(peerPort));

    public void Dispose()
    {
        foreach (var agent in _agents.Values)
            agent.Dispose();
    }

    private sealed class Agent : IDisposable
    {
        private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
        private readonly HashSet<int> _answered = [];
        private long _answers;

        public Agent() => _ = AnswerAsync();

        public int Port => ((IPEndPoint)_socket.Client.LocalEndPoint!).Port;

        public bool IsSilent { get; set; }

        public long Answers => Interlocked.Read(ref _answers);

        public bool HasAnswered(int peerPort)
        {
            lock (_answered)
                return _answered.Contains(peerPort);
        }

        public void Dispose() => _socket.Dispose();

        private async Task AnswerAsync()
        {
            try
            {
                while (true)
                {
                    var asked = await _socket.ReceiveAsync();
                    if (IsSilent || !asked.Buffer.AsSpan().StartsWith("OPTIONS "u8))
                        continue;
                    await _socket.SendAsync(Answer(Encoding.UTF8.GetString(asked.Buffer)), asked.RemoteEndPoint);
                    Interlocked.Increment(ref _answers);
                    lock (_answered)
                        _answered.Add(asked.RemoteEndPoint.Port);
                }
            }
            catch (Exception closed) when (closed is ObjectDisposedException or SocketException)
            {
                // The bench is over.
            }
        }

        private static byte[] Answer(string request)
        {
            var lines = request.Split("\r\n").TakeWhile(l => l.Length > 0).ToList();
            var copied = lines.Where(l => Copied.Any(c => l.StartsWith(c, StringComparison.OrdinalIgnoreCase)));
            var to = lines.First(l => l.StartsWith("To:", StringComparison.OrdinalIgnoreCase));
            return Encoding.UTF8.GetBytes($"SIP/2.0 200 OK\r\n{string.Join("\r\n", copied)}\r\n{to};tag=agent\r\nContent-Length: 0\r\n\r\n");
        }
    }
}

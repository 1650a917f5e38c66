using System.Net;
using System.Threading.Channels;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Registrations;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Registrations;

/// <summary>A registrar without a network: every REGISTER waits for the test to answer it.</summary>
internal sealed class ScriptedRegistrar : IRegistrationPeer
{
    private readonly Channel<Asked> _asked = Channel.CreateUnbounded<Asked>();
    private readonly Channel<RegistrationStatus> _told = Channel.CreateUnbounded<RegistrationStatus>();

    public List<SipTarget> Targets { get; } = [new IPEndPoint(IPAddress.Loopback, 5070)];

    public string? Problem { get; set; }

    public IDigestCredentials? Credentials => null;

    public Task<(IReadOnlyList<SipTarget> Targets, string? Problem)> ResolveAsync(CancellationToken cancellation) =>
        Task.FromResult<(IReadOnlyList<SipTarget>, string?)>((Targets, Problem));

    public Task<SipExchange> SendAsync(OutboundRequest request, CancellationToken cancellation)
    {
        var asked = new Asked(request);
        cancellation.Register(() => asked.End(SipExchangeOutcome.Cancelled));
        _asked.Writer.TryWrite(asked);
        return asked.Done;
    }

    public void Report(RegistrationStatus status) => _told.Writer.TryWrite(status);

    public Task<Asked> NextAsync() => ReadAsync(_asked);

    public Task<RegistrationStatus> ToldAsync() => ReadAsync(_told);

    /// <summary>Nothing more was sent.</summary>
    public bool IsIdle => _asked.Reader.Count == 0;

    private static async Task<T> ReadAsync<T>(Channel<T> channel)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await channel.Reader.ReadAsync(stop.Token);
    }

    /// <summary>One REGISTER that waits for its answer.</summary>
    internal sealed class Asked(OutboundRequest request)
    {
        private readonly TaskCompletionSource<SipExchange> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public OutboundRequest Request { get; } = request;

        public string Expires => Request.ExtraHeaders.Single(h => h.Name == "Expires").Value;

        public Task<SipExchange> Done => _done.Task;

        /// <summary>As on the wire after one challenge: one CSeq further, our Contact in it.</summary>
        public SipRequest Sent
        {
            get
            {
                var sent = new SipRequest(Request.Method, Request.RequestUri) { CSeq = new CSeq(Request.CSeq + 1, Request.Method) };
                sent.Headers.Add("Contact", "<sip:acct@127.0.0.1:5999>");
                return sent;
            }
        }

        public void Grant(params string[] contacts) => Answer(200, [.. contacts.Select(c => ("Contact", c))]);

        public void Answer(int status, params (string Name, string Value)[] headers)
        {
            var response = new SipResponse(status);
            foreach (var (name, value) in headers) response.Headers.Add(name, value);
            End(SipExchangeOutcome.Answered, response);
        }

        public void End(SipExchangeOutcome outcome, SipResponse? response = null) =>
            _done.TrySetResult(new SipExchange { Outcome = outcome, Response = response, Request = Sent, Target = Request.Target });
    }
}

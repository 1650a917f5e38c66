using System.Net;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Components.Diagnostics;

/// <summary>A PBX as the doctor meets it, played by the test: it answers OPTIONS when it is let, and takes or refuses the password.</summary>
public sealed class PlayedPbx : ISipProbe, ITrunkTargets
{
    private static readonly IPEndPoint Ours = new(IPAddress.Loopback, 5060);

    private TaskCompletionSource _mayAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PlayedPbx() => _mayAnswer.SetResult();

    public event Action<TrunkRoute, IReadOnlyList<IPEndPoint>>? Changed
    {
        add { }
        remove { }
    }

    /// <summary>What becomes of user name and password; null: it takes no REGISTER.</summary>
    public ProbeAuth? Auth { get; set; } = ProbeAuth.Answered;

    public void Hold() => _mayAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Answer() => _mayAnswer.TrySetResult();

    public ValueTask<Result<TrunkTargetList>> FindAsync(TrunkRoute route, CancellationToken ct) =>
        ValueTask.FromResult<Result<TrunkTargetList>>(new TrunkTargetList([TargetOf(route)], [TargetOf(route)], false, TimeSpan.MaxValue));

    public Task<TrunkWay> DescribeAsync(TrunkRoute route, CancellationToken ct) =>
        Task.FromResult(new TrunkWay([new TrunkStop(TargetOf(route), route.Host, 0, 0, true)], false, TimeSpan.MaxValue, [], null));

    public Task<ConnectAnswer> ConnectAsync(DoctorSubject subject, IPEndPoint target, TimeSpan patience, CancellationToken ct) =>
        Task.FromResult(new ConnectAnswer(ConnectOutcome.Connected, TimeSpan.FromMilliseconds(1)));

    public async Task<ProbeAnswer> OptionsAsync(DoctorSubject subject, IPEndPoint target, bool withCredentials, TimeSpan patience, CancellationToken ct)
    {
        await _mayAnswer.Task.WaitAsync(ct);
        return Answered("OPTIONS", target, 200, "200 OK") with { Server = "Played PBX" };
    }

    public Task<ProbeAnswer> AskBindingsAsync(DoctorSubject subject, IPEndPoint target, TimeSpan patience, CancellationToken ct) => Task.FromResult(Auth switch
    {
        null => Answered("REGISTER", target, 405, "405 Method Not Allowed"),
        ProbeAuth.Answered => Answered("REGISTER", target, 200, "200 OK") with { Auth = ProbeAuth.Answered, Challenges = [new("played", "MD5")] },
        { } auth => Answered("REGISTER", target, 401, "401 Unauthorized") with { Auth = auth, Challenges = [new("played", "MD5")] },
    });

    public IPEndPoint OurAddress(DoctorSubject subject, IPEndPoint target) => Ours;

    public IReadOnlyList<IPEndPoint> RegisteredFrom(DoctorSubject subject) => [];

    private static IPEndPoint TargetOf(TrunkRoute route) => new(IPAddress.Loopback, route.Port ?? 5060);

    private static ProbeAnswer Answered(string method, IPEndPoint target, int status, string line) => new(ProbeOutcome.Answered)
    {
        Sent = $"{method} to {target}",
        Received = line,
        Target = target,
        StatusCode = status,
        RoundTrip = TimeSpan.FromMilliseconds(2),
        NamedAddress = Ours,
    };
}

using System.Globalization;
using VoiceDock.Bench.Run;

namespace VoiceDock.Bench.Relay;

/// <summary>The relays that are measured, each in a process of its own on the subject's core.</summary>
internal static class RelaySubjects
{
    public static Task<RelaySubject> VoiceDockAsync() =>
        Task.FromResult<RelaySubject>(new LineSubject(Toolbox.StartHost(["relay-host"], Machine.SubjectCpu)));

    public static async Task<RelaySubject> FloorAsync() => new LineSubject(Child.Start(await Toolbox.FindAsync("relay"), [], Machine.SubjectCpu));

    /// <summary>No relay: the far ends send to each other.</summary>
    public static Task<RelaySubject> DirectAsync() => Task.FromResult<RelaySubject>(new NoSubject());

    /// <summary>Null when rtpengine is not installed.</summary>
    public static string? RtpenginePath => Machine.Find("rtpengine");

    public static async Task<RelaySubject> RtpengineAsync()
    {
        var port = Machine.FreeUdpPort();
        string[] arguments =
        [
            "--foreground", "--log-stderr", "--log-level=3", "--table=-1", "--num-threads=1", "--interface=127.0.0.1",
            $"--listen-ng=127.0.0.1:{port}", "--port-min=20000", "--port-max=29999",
        ];
        var child = Child.Start(RtpenginePath!, arguments, Machine.SubjectCpu);
        await Machine.ListensAsync(child, port);
        return new RtpengineSubject(child, port);
    }

    /// <summary>A subject of ours, told about the far ends by a line.</summary>
    private sealed class LineSubject(Child child) : RelaySubject(child)
    {
        public override async Task<IReadOnlyList<int>> OpenAsync(IReadOnlyList<int> farPorts)
        {
            await Child.WriteLineAsync($"legs {farPorts.Count} {string.Join(' ', farPorts)}");
            return [.. (await Child.ExpectAsync("ports")).Select(p => int.Parse(p, CultureInfo.InvariantCulture))];
        }
    }

    private sealed class NoSubject() : RelaySubject(null)
    {
        public override Task<IReadOnlyList<int>> OpenAsync(IReadOnlyList<int> farPorts) =>
            Task.FromResult<IReadOnlyList<int>>([.. Enumerable.Range(0, farPorts.Count).Select(i => farPorts[i ^ 1])]);
    }

    private sealed class RtpengineSubject(Child child, int port) : RelaySubject(child)
    {
        private readonly NgClient _ng = new(port);
        private int _calls;

        public override async Task<IReadOnlyList<int>> OpenAsync(IReadOnlyList<int> farPorts)
        {
            var targets = new int[farPorts.Count];
            for (var i = 0; i < farPorts.Count; i += 2)
                (targets[i], targets[i + 1]) = await _ng.BridgeAsync($"bench-{_calls++}", farPorts[i], farPorts[i + 1]);
            return targets;
        }
    }
}

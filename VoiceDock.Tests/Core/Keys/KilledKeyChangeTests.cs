using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Sip.Hostile;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Startup.Verbs;

namespace VoiceDock.Tests.Core.Keys;

/// <summary>
/// F26: kill -9 of the running program at points spread by chance over a rotation and a change of the master key: every secret opens at the next
/// start, and one data key is left when that has done its work. Five kills; <c>VOICEDOCK_HOSTILE_KEY_KILLS</c> sets another number.
/// </summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed class KilledKeyChangeTests(ITestOutputHelper output) : IDisposable
{
    private const int Trunks = 1500;
    private static readonly int Kills = Soak.Number("KEY_KILLS", 5);

    private readonly KeyScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Kill9_AtAnyPointOfAKeyChange_LeavesEverySecretReadable()
    {
        var chance = new Random(Soak.Seed);
        using (var rooms = _scene.Open()) await KeyScene.FillAsync(rooms, Trunks);
        Dictionary<VerbKind, TimeSpan> whole = new() { [VerbKind.KeysRotate] = await TimeAsync(VerbKind.KeysRotate), [VerbKind.KeysRewrap] = await TimeAsync(VerbKind.KeysRewrap) };
        var (unfinished, changed) = (0, 0);
        for (var i = 0; i < Kills; i++)
        {
            var kind = i % 2 == 0 ? VerbKind.KeysRotate : VerbKind.KeysRewrap;
            // A third longer than it took: some kills fall behind the end.
            var after = whole[kind] * 4 / 3 * chance.NextDouble();
            var keyBefore = await File.ReadAllTextAsync(_scene.KeyFile, TestContext.Current.CancellationToken);
            var finished = await KillDuringAsync(kind, after);
            if (!finished) unfinished++;

            using var rooms = _scene.Open();
            Assert.Equal(Trunks + 2, await KeyScene.AssertReadableAsync(rooms));
            Assert.InRange((await KeyScene.DataKeysAsync(rooms)).Count, 1, 3);
            Assert.True(await rooms.Storage.Get<VoiceDock.Core.Keys.KeyRotation>().FinishAsync(CancellationToken.None));
            Assert.Equal(Trunks + 2, await KeyScene.AssertReadableAsync(rooms));
            Assert.Single(await KeyScene.DataKeysAsync(rooms));
            if (keyBefore != await File.ReadAllTextAsync(_scene.KeyFile, TestContext.Current.CancellationToken)) changed++;
        }

        output.WriteLine($"{Kills} kills, {unfinished} of them before the command had its answer, {changed} with a new master key (undisturbed: rotation {whole[VerbKind.KeysRotate].TotalMilliseconds:0} ms, new master key {whole[VerbKind.KeysRewrap].TotalMilliseconds:0} ms); every one of {Trunks + 2} secrets readable after each");
    }

    /// <returns>How long the change takes here, in a program that has just started, when nobody kills it.</returns>
    private async Task<TimeSpan> TimeAsync(VerbKind kind)
    {
        await using var program = new StartedVoiceDock(_scene.Folder);
        await program.WaitUntilListeningAsync();
        var began = Stopwatch.GetTimestamp();
        Assert.True(await AskAsync(kind), $"{kind} did not succeed");
        return Stopwatch.GetElapsedTime(began);
    }

    /// <returns>Whether the command had its answer before the kill.</returns>
    private async Task<bool> KillDuringAsync(VerbKind kind, TimeSpan after)
    {
        await using var program = new StartedVoiceDock(_scene.Folder);
        await program.WaitUntilListeningAsync();
        var asking = AskAsync(kind);
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < after) Thread.SpinWait(50);
        await program.KillAsync();
        return await asking;
    }

    private async Task<bool> AskAsync(VerbKind kind)
    {
        using var socket = (await ControlSocket.ConnectAsync(_scene.Folder, TestContext.Current.CancellationToken))!;
        await using var stream = new NetworkStream(socket);
        try
        {
            await new ControlMessage(kind.ToString()).SendAsync(stream, TestContext.Current.CancellationToken);
            while (await ControlMessage.ReceiveAsync(stream, TestContext.Current.CancellationToken) is { } answer)
            {
                if (answer.Exit is { } exit) return exit == 0;
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The program was killed.
        }

        return false;
    }
}

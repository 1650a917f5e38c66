using System.Security.Cryptography;
using System.Text;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Interop;

/// <summary>After real calls with real digests the trunk's password is nowhere: not in the database or its WAL, not in a log line, not in a trace.</summary>
[Trait("Kind", "Sip")]
public sealed class CanaryTests
{
    // The password as it might slip out: plain, as UTF-16, in base64 and hex, and the digest's A1 hashes, which are as good as the password.
    private static readonly byte[][] Canaries =
    [
        Encoding.UTF8.GetBytes(CallRig.Password),
        Encoding.Unicode.GetBytes(CallRig.Password),
        Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(CallRig.Password)).TrimEnd('=')[..^1]),
        Encoding.UTF8.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(CallRig.Password))),
        Encoding.UTF8.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(CallRig.Password))),
        Encoding.UTF8.GetBytes(Convert.ToHexStringLower(MD5.HashData(A1))),
        Encoding.UTF8.GetBytes(Convert.ToHexStringLower(SHA256.HashData(A1))),
    ];

    private static byte[] A1 => Encoding.UTF8.GetBytes($"voicedock:practice.pbx:{CallRig.Password}");

    [Fact]
    public async Task Password_AfterCallsAndFailures_IsNowhere()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-canary-").FullName;
        using var log = new LogKeeper();
        CallTrace trace;
        await using (var rig = await CallRig.StartAsync(folder, logs: log, settings: ("Calls:RepeatSeconds", "0")))
        {
            var (caller, call) = await rig.CallInProgressAsync();
            await rig.TransferAsync(call.Id, "205");
            await rig.UntilTransferAsync(call.Id, TransferState.Failed);
            await rig.TransferAsync(call.Id, "200");
            await rig.UntilTransferAsync(call.Id, TransferState.Connected);
            caller.HangUp();
            await rig.UntilAsync(c => c.Id == call.Id && !c.State.IsLive());
            trace = (await rig.Get<CallTraces>().FindAsync(call.Id, TestContext.Current.CancellationToken))!;
            AssertAbsent(folder);
        }

        AssertAbsent(folder);
        Assert.Contains(CallRig.OurNumber, log.Text, StringComparison.Ordinal);
        AssertAbsent(log.Text, "the log");
        AssertAbsent(string.Join('\n', trace.Messages.Select(m => m.Text)), "the traces");
        // The digests themselves are masked as well, and they were there.
        var answers = trace.Messages.Where(m => m.Text.Contains("\nAuthorization:", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(answers);
        Assert.All(answers, m => Assert.DoesNotContain("response=\"", m.Text, StringComparison.Ordinal));
        CanaryFolder.Remove(folder);
    }

    private static void AssertAbsent(string folder)
    {
        // The lock file cannot be opened while the program runs; it holds a process number.
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "voicedock.lock").ToArray();
        Assert.Contains(files, f => Path.GetFileName(f) == "voicedock.db");
        // The search itself works: what is no secret is found.
        Assert.Contains(files, f => Contains(Read(f), Encoding.UTF8.GetBytes(CallRig.OurNumber)));
        Assert.All(files, f => Assert.All(Canaries, c => Assert.False(Contains(Read(f), c), $"The password is in {Path.GetFileName(f)}.")));
    }

    private static void AssertAbsent(string text, string where)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.All(Canaries, c => Assert.False(Contains(bytes, c), $"The password is in {where}."));
    }

    private static bool Contains(byte[] bytes, byte[] canary) => bytes.AsSpan().IndexOf(canary) >= 0;

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

using System.Globalization;

namespace VoiceDock.Tests.Bench;

/// <summary>What a run of <see cref="SipLoad"/> gave, in milliseconds.</summary>
/// <param name="InviteMedian">Median time <c>Invite</c> takes in the calling thread; the INVITE is on the wire before it returns.</param>
/// <param name="InviteP99">99th percentile of the same.</param>
/// <param name="AnswerMedian">Median time from <c>Invite</c> to the 200 at the caller, the callee answering at once.</param>
/// <param name="CpuPerCallSide">CPU of the whole process per call and side: INVITE, 100, 180, 200, ACK, BYE, 200.</param>
/// <param name="BytesPerCallSide">Bytes allocated per call and side.</param>
public sealed record SipLoadResult(double InviteMedian, double InviteP99, double AnswerMedian, double CpuPerCallSide, double BytesPerCallSide)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"INVITE handed to the wire p50 {InviteMedian:0.000} ms, p99 {InviteP99:0.000} ms; to the 200 p50 {AnswerMedian:0.00} ms; "
        + $"{CpuPerCallSide:0.00} ms of CPU and {BytesPerCallSide / 1000:0.0} kB allocated a call and side");
}

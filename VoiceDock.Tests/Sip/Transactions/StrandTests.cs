using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Sip.Transactions;

namespace VoiceDock.Tests.Sip.Transactions;

[Trait("Kind", "Unit")]
public sealed class StrandTests
{
    private readonly Strand _strand = new(NullLogger.Instance);
    private readonly List<string> _told = [];

    [Fact]
    public void Notices_AreToldInOrderOutsideTheLock()
    {
        _strand.Run(() =>
        {
            Post("one");
            Post("two");
            _told.Add("change");
        });

        Assert.Equal(["change", "one free", "two free"], _told);
    }

    [Fact]
    public void Listener_CallingBackIn_ItsNoticesComeAfterThoseWaiting()
    {
        _strand.Run(() =>
        {
            _strand.Post(() => _strand.Run(() => Post("answer")));
            Post("waiting");
        });

        Assert.Equal(["waiting free", "answer free"], _told);
    }

    [Fact]
    public void NestedRun_TellsOnlyAfterTheOuterOne()
    {
        _strand.Run(() =>
        {
            _strand.Run(() => Post("inner"));
            _told.Add("outer goes on");
        });

        Assert.Equal(["outer goes on", "inner free"], _told);
    }

    [Fact]
    public void FailingListener_DoesNotStopTheNext()
    {
        _strand.Run(() =>
        {
            _strand.Post(() => throw new InvalidOperationException("A bug"));
            Post("next");
        });

        Assert.Equal(["next free"], _told);
    }

    [Fact]
    public async Task ManyThreads_NoticesNeverOverlapAndNoneIsLost()
    {
        var inside = 0;
        var count = 0;
        var overlap = false;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                _strand.Run(() => _strand.Post(() =>
                {
                    overlap |= Interlocked.Increment(ref inside) != 1;
                    count++;
                    Interlocked.Decrement(ref inside);
                }));
            }
        })));

        // Another thread may still be telling the last ones when ours return: one more round waits for it.
        SpinWait.SpinUntil(() => Volatile.Read(ref count) == 2_000, TimeSpan.FromSeconds(5));
        Assert.Equal((2_000, false), (count, overlap));
    }

    private void Post(string what) => _strand.Post(() => _told.Add(_strand.IsHeld ? $"{what} held" : $"{what} free"));
}

using VoiceDock.Core.Calls.Trace;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>Messages that come before their call: found by dialog, and never more than a bound of them.</summary>
[Trait("Kind", "Unit")]
public sealed class UnclaimedMessagesTests
{
    private readonly UnclaimedMessages _kept = new();

    [Fact]
    public void Take_GivesADialogsMessagesInOrder_Once()
    {
        Add("one", 1);
        Add("other", 2);
        Add("one", 3);

        Assert.Equal(["1", "3"], _kept.Take("one").Select(m => m.Text));
        Assert.Empty(_kept.Take("one"));
        Assert.Equal(["2"], _kept.Take("other").Select(m => m.Text));
    }

    [Fact]
    public void Add_BeyondTheBound_DropsTheOldest()
    {
        Add("first", 0);
        Add("first", 1);
        for (var i = 1; i < TraceLimits.Unclaimed; i++)
            Add($"later {i}", i);

        Assert.Equal(["1"], _kept.Take("first").Select(m => m.Text));
        Assert.Single(_kept.Take("later 1"));
    }

    [Fact]
    public void Add_ToADialogTakenBefore_IsKeptAnewAndNotDroppedInPlaceOfWhatWasTaken()
    {
        Add("one", 1);
        _kept.Take("one");
        Add("one", 2);
        for (var i = 0; i < TraceLimits.Unclaimed - 1; i++)
            Add($"later {i}", i);

        Assert.Equal(["2"], _kept.Take("one").Select(m => m.Text));
    }

    private void Add(string dialog, int text) =>
        _kept.Add(new TraceMessage(DateTime.UnixEpoch, "", Sent: false, Retransmission: false, "udp", "", "", dialog, "", $"{text}"));
}

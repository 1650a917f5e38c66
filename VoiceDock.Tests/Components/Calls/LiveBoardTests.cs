using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Calls.Live;

namespace VoiceDock.Tests.Components.Calls;

[Trait("Kind", "Unit")]
public sealed class LiveBoardTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero));
    private readonly LiveBoard _board;

    public LiveBoardTests() => _board = new LiveBoard(_time);

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    [Fact]
    public void NewCall_Arriving_ComesLastAndIsSpoken()
    {
        var first = TestCalls.New(Now);
        _board.Start([first]);
        var second = TestCalls.New(Now.AddSeconds(5), "+31687654321");

        _board.Apply([second]);

        Assert.Equal([first.Id, second.Id], _board.Rows.Select(r => r.Call.Id));
        Assert.Equal("New call from +31 6 87654321.", _board.Spoken);
    }

    [Fact]
    public void EndedCall_StaysInPlace_ThenLeaves()
    {
        var (first, second) = (TestCalls.New(Now), TestCalls.New(Now.AddSeconds(1)));
        _board.Start([first, second]);

        _board.Apply([first.Over(CallEndReasons.Caller, Now)]);
        Assert.Equal([first.Id, second.Id], _board.Rows.Select(r => r.Call.Id));
        Assert.Equal(1, _board.LiveCount);

        _time.Advance(LiveBoard.ShowEnded);
        _board.Settle();
        Assert.Equal([second.Id], _board.Rows.Select(r => r.Call.Id));
    }

    [Fact]
    public void EndedCall_PointerOnTheBoard_StaysUntilItLeaves()
    {
        var call = TestCalls.New(Now);
        _board.Start([call]);
        _board.Held = true;
        _board.Apply([call.Over(CallEndReasons.Caller, Now)]);

        _time.Advance(TimeSpan.FromMinutes(5));
        _board.Settle();
        Assert.Single(_board.Rows);

        _board.Held = false;
        _board.Settle();
        Assert.Empty(_board.Rows);
    }

    [Fact]
    public void EndedCall_WithTheKeyboardInIt_Stays()
    {
        var call = TestCalls.New(Now);
        _board.Start([call]);
        _board.Rows[0].HasFocus = true;
        _board.Apply([call.Over(CallEndReasons.Caller, Now)]);

        _time.Advance(TimeSpan.FromMinutes(5));
        _board.Settle();

        Assert.Single(_board.Rows);
    }

    [Fact]
    public void EndedCalls_PointerRestingForLong_AreBounded()
    {
        _board.Start([]);
        _board.Held = true;
        for (var i = 0; i < 40; i++)
        {
            var call = TestCalls.New(Now.AddSeconds(i));
            _board.Apply([call]);
            _board.Apply([call.Over(CallEndReasons.Caller, Now)]);
        }

        Assert.Equal(LiveBoard.MostEnded, _board.Rows.Count);
    }

    [Fact]
    public void Strip_TransferOfSomebodyElse_WaitsWhileThePointerIsOnTheBoard()
    {
        var call = TestCalls.New(Now);
        _board.Start([call]);
        _board.Held = true;

        _board.Apply([call.WithTransfer(TransferState.Dialing, Now)]);
        Assert.False(_board.Rows[0].StripOpen);

        _board.Held = false;
        _board.Settle();
        Assert.True(_board.Rows[0].StripOpen);
    }

    [Fact]
    public void Strip_TransferOfTheViewer_OpensUnderThePointer()
    {
        var call = TestCalls.New(Now);
        _board.Start([call]);
        _board.Held = true;
        _board.Rows[0].Act();

        _board.Apply([call.WithTransfer(TransferState.Dialing, Now)]);

        Assert.True(_board.Rows[0].StripOpen);
    }

    [Fact]
    public void Strip_Connected_ClosesByItselfAfterAMoment()
    {
        var call = TestCalls.New(Now).WithTransfer(TransferState.Connected, Now);
        _board.Start([call]);
        Assert.True(_board.Rows[0].StripOpen);

        _time.Advance(BoardRow.ShowConnected);
        _board.Settle();

        Assert.False(_board.Rows[0].StripOpen);
    }

    [Fact]
    public void Strip_Failed_StaysUntilDismissedAndComesBackForTheNextFailure()
    {
        var call = TestCalls.New(Now).WithTransfer(TransferState.Dialing, Now).WithBusy(Now);
        _board.Start([call]);
        _time.Advance(TimeSpan.FromMinutes(10));
        _board.Settle();
        Assert.True(_board.Rows[0].ShowsFailure);

        _board.Rows[0].Dismiss();
        _board.Settle();
        Assert.False(_board.Rows[0].StripOpen);

        _board.Apply([call.WithTransfer(TransferState.Dialing, Now).WithBusy(Now)]);
        Assert.True(_board.Rows[0].StripOpen && _board.Rows[0].ShowsFailure);
    }

    [Fact]
    public void OlderState_ComingLate_IsIgnored()
    {
        var call = TestCalls.New(Now);
        var newer = call.WithTransfer(TransferState.Dialing, Now);
        _board.Start([newer]);

        _board.Apply([call]);

        Assert.Equal(newer.Version, _board.Rows[0].Call.Version);
    }

    [Fact]
    public void Quality_ChangingAlone_IsNotSpoken()
    {
        var call = TestCalls.New(Now);
        _board.Start([call]);

        _board.Apply([call.Then(c => c with { CallerQuality = new LegQuality(1, 1, 0, 1, false) })]);

        Assert.Equal("", _board.Spoken);
    }
}

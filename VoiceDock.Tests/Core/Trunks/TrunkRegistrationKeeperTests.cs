using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Trunks;

/// <summary>One registration for each trunk that wants one, and what changes of the trunk do to it.</summary>
[Trait("Kind", "Unit")]
public sealed class TrunkRegistrationKeeperTests : IAsyncLifetime
{
    private readonly DomainRooms _rooms = new();
    private readonly FakeRegistrar _registrar = new();
    private TrunkRegistrationKeeper _keeper = null!;

    private TrunkRegistrations States => _rooms.Storage.Get<TrunkRegistrations>();

    public ValueTask InitializeAsync()
    {
        _keeper = new TrunkRegistrationKeeper(_rooms.TrunkDirectory, _registrar, States, NullLogger<TrunkRegistrationKeeper>.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _registrar.EndAll();
        await _keeper.StopAsync(TestContext.Current.CancellationToken);
        _rooms.Dispose();
    }

    [Fact]
    public async Task Start_RegistersTheActiveTrunksThatWantIt()
    {
        var wanted = await CreateAsync("A");
        await _rooms.Trunks.CreateAsync(TrunkSamples.Office("B"), TrunkSamples.Ann);
        await _rooms.Trunks.UpdateAsync((await CreateAsync("C")).Id, new TrunkPatch { IsActive = false }, TrunkSamples.Ann);

        await _keeper.StartAsync(TestContext.Current.CancellationToken);

        var run = await _registrar.NextAsync();
        Assert.Equal(wanted.Id, run.Trunk.Id);
        Assert.Equal(1, _registrar.Runs);
        run.Report(new(wanted.Id, TrunkRegistrationState.Registered));
        Assert.Equal(TrunkRegistrationState.Registered, States.Of(wanted.Id).State);
    }

    [Fact]
    public async Task Created_IsRegisteredAtOnce()
    {
        await _keeper.StartAsync(TestContext.Current.CancellationToken);

        var trunk = await CreateAsync("A");

        Assert.Equal(trunk.Id, (await _registrar.NextAsync()).Trunk.Id);
    }

    [Fact]
    public async Task Edited_IsRegisteredAnew_OnceTheOldBindingIsGone()
    {
        var (trunk, run) = await RunningAsync();

        await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { RegisterExpires = 900 }, TrunkSamples.Ann);

        await run.StoppedAsync();
        Assert.Equal(1, _registrar.Runs);
        run.End();
        var next = await _registrar.NextAsync();
        Assert.Equal(900, next.Trunk.RegisterExpires);
    }

    [Fact]
    public async Task EditedTwice_WhileTheOldBindingIsRemoved_IsRegisteredOnceAsItIsNow()
    {
        var (trunk, run) = await RunningAsync();
        await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { RegisterExpires = 900 }, TrunkSamples.Ann);
        await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { RegisterExpires = 1200 }, TrunkSamples.Ann);

        run.End();

        Assert.Equal(1200, (await _registrar.NextAsync()).Trunk.RegisterExpires);
        Assert.Equal(2, _registrar.Runs);
    }

    [Fact]
    public async Task RealmLearnt_ChangesNothing()
    {
        var (trunk, run) = await RunningAsync();

        await _rooms.Trunks.LearnRealmAsync(trunk, "pbx");

        Assert.Equal("pbx", _rooms.TrunkDirectory.Find(trunk.Id)!.Realm);
        Assert.False(run.IsStopped);
    }

    [Theory]
    [InlineData("off")]
    [InlineData("inactive")]
    [InlineData("deleted")]
    public async Task NoLongerWanted_IsRemovedAndTheStateIsOff(string how)
    {
        var (trunk, run) = await RunningAsync();
        run.Report(new(trunk.Id, TrunkRegistrationState.Registered));
        using var told = States.Subscribe();

        if (how == "deleted") await _rooms.Trunks.DeleteAsync(trunk.Id, TrunkSamples.Ann);
        else await _rooms.Trunks.UpdateAsync(trunk.Id, how == "off" ? new TrunkPatch { Register = false } : new TrunkPatch { IsActive = false }, TrunkSamples.Ann);

        await run.StoppedAsync();
        run.End();
        await foreach (var batch in told.Changes(TestContext.Current.CancellationToken))
        {
            if (batch.Any(c => c.State == TrunkRegistrationState.Off)) break;
        }

        Assert.Equal(TrunkRegistrationState.Off, States.Of(trunk.Id).State);
    }

    [Fact]
    public async Task Stop_WaitsForTheGoodbyes()
    {
        var (_, run) = await RunningAsync();

        var stopping = _keeper.StopAsync(TestContext.Current.CancellationToken);

        await run.StoppedAsync();
        Assert.False(stopping.IsCompleted);
        run.End();
        await stopping;
    }

    [Fact]
    public async Task Fault_IsToldAndTheNextEditTriesAgain()
    {
        var (trunk, run) = await RunningAsync();
        using var told = States.Subscribe();

        run.Fail();

        await foreach (var batch in told.Changes(TestContext.Current.CancellationToken))
        {
            if (batch.Any(c => c.Reason?.Contains("VoiceDock failed", StringComparison.Ordinal) == true)) break;
        }

        await _rooms.Trunks.UpdateAsync(trunk.Id, new TrunkPatch { Name = "Again" }, TrunkSamples.Ann);
        Assert.Equal("Again", (await _registrar.NextAsync()).Trunk.Name);
    }

    private async Task<(Trunk Trunk, FakeRegistrar.Run Run)> RunningAsync()
    {
        await _keeper.StartAsync(TestContext.Current.CancellationToken);
        var trunk = await CreateAsync("A");
        return (trunk, await _registrar.NextAsync());
    }

    private async Task<Trunk> CreateAsync(string name)
    {
        var input = TrunkSamples.Office(name);
        input.Register = true;
        return (await _rooms.Trunks.CreateAsync(input, TrunkSamples.Ann)).Value;
    }

    /// <summary>Registers nobody: each run waits for the test.</summary>
    private sealed class FakeRegistrar : ITrunkRegistrar
    {
        private readonly Channel<Run> _runs = Channel.CreateUnbounded<Run>();
        private readonly ConcurrentQueue<Run> _all = [];
        private int _count;
        private volatile bool _isOver;

        public int Runs => Volatile.Read(ref _count);

        public async Task KeepRegisteredAsync(Trunk trunk, Action<TrunkRegistration> report, CancellationToken stop)
        {
            Interlocked.Increment(ref _count);
            var run = new Run(trunk, report, stop);
            _all.Enqueue(run);
            if (_isOver) run.End();
            _runs.Writer.TryWrite(run);
            await run.Over;
        }

        /// <summary>The test is over: nobody is waited for any more.</summary>
        public void EndAll()
        {
            _isOver = true;
            foreach (var run in _all) run.End();
        }

        public async Task<Run> NextAsync()
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            return await _runs.Reader.ReadAsync(stop.Token);
        }

        internal sealed class Run
        {
            private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
            private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

            public Run(Trunk trunk, Action<TrunkRegistration> report, CancellationToken stop)
            {
                (Trunk, Report) = (trunk, report);
                stop.Register(() => _stopped.TrySetResult());
            }

            public Trunk Trunk { get; }

            public Action<TrunkRegistration> Report { get; }

            public bool IsStopped => _stopped.Task.IsCompleted;

            public Task Over => _over.Task;

            public Task StoppedAsync() => _stopped.Task.WaitAsync(TimeSpan.FromSeconds(10));

            public void End() => _over.TrySetResult();

            public void Fail() => _over.TrySetException(new InvalidOperationException("A bug"));
        }
    }
}

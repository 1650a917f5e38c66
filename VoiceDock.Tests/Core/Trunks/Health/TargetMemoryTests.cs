using System.Net;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Tests.Core.Trunks.Health;

[Trait("Kind", "Unit")]
public sealed class TargetMemoryTests
{
    private static readonly IPEndPoint[] All = [At(1), At(2), At(3)];

    private readonly FakeTimeProvider _time = new();
    private readonly TargetMemory _memory;

    public TargetMemoryTests() => _memory = new TargetMemory(_time);

    [Fact]
    public void SilentAddress_GoesBehind_NoneIsLeftOut()
    {
        Note(1, answered: false);
        Assert.Equal([At(2), At(3), At(1)], Order());
        Note(2, answered: false);
        Assert.Equal([At(3), At(1), At(2)], Order());
        Note(3, answered: false);
        Assert.Equal(All, Order());
    }

    [Fact]
    public void AddressThatAnswers_IsBackInItsPlace()
    {
        Note(1, answered: false);
        Note(1, answered: true);
        Assert.Equal(All, Order());
    }

    [Fact]
    public void Silence_IsForgottenAfterAMinute()
    {
        Note(1, answered: false);
        _time.Advance(TargetMemory.Lasts - TimeSpan.FromSeconds(1));
        Assert.Equal([At(2), At(3), At(1)], Order());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(All, Order());
    }

    private void Note(int port, bool answered) => _memory.Note(TrunkTransport.Udp, At(port), answered);

    private IReadOnlyList<IPEndPoint> Order() => _memory.Order(TrunkTransport.Udp, All);

    private static IPEndPoint At(int port) => new(IPAddress.Loopback, port);
}

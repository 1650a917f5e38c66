using System.Net;
using VoiceDock.Core.Sip.Transport.Targets;

namespace VoiceDock.Tests.Sip.Transport.Targets;

/// <summary>The order RFC 2782 asks for.</summary>
[Trait("Kind", "Unit")]
public sealed class TargetSetTests
{
    private const int Draws = 10_000;

    [Fact]
    public void Draw_LowerPriority_AlwaysGoesFirst()
    {
        var set = Set((20, 100, 1), (10, 0, 2), (30, 100, 3));
        var chance = new Random(1);

        for (var i = 0; i < 100; i++) Assert.Equal([2, 1, 3], Ports(set.Draw(chance.Next)));
    }

    [Fact]
    public void Draw_AmongEquals_FirstPlaceIsSharedByWeight()
    {
        var set = Set((10, 60, 1), (10, 30, 2), (10, 10, 3));
        var first = Draw(set);

        Assert.InRange(first[1] / (double)Draws, 0.57, 0.63);
        Assert.InRange(first[2] / (double)Draws, 0.27, 0.33);
        Assert.InRange(first[3] / (double)Draws, 0.08, 0.12);
    }

    [Fact]
    public void Draw_WeightZero_IsSeldomFirstButNeverMissing()
    {
        var set = Set((10, 0, 1), (10, 99, 2));
        var first = Draw(set);

        Assert.InRange(first.GetValueOrDefault(1), 20, 300); // one in a hundred
        Assert.Equal([1, 2], Ports(set.Draw(new Random(3).Next)).Order());
    }

    [Fact]
    public void Draw_OnlyWeightZero_KeepsEveryTarget() => Assert.Equal([1, 2, 3], Ports(Set((10, 0, 1), (10, 0, 2), (10, 0, 3)).Draw(new Random(4).Next)).Order());

    [Fact]
    public void Draw_HostNamedTwice_IsTriedOnce() => Assert.Equal([1], Ports(Set((10, 5, 1), (20, 5, 1)).Draw(new Random(5).Next)));

    private static Dictionary<int, int> Draw(TargetSet set)
    {
        var chance = new Random(2);
        return Enumerable.Range(0, Draws).Select(_ => Ports(set.Draw(chance.Next))[0]).CountBy(p => p).ToDictionary();
    }

    private static List<int> Ports(IEnumerable<IPEndPoint> targets) => [.. targets.Select(t => t.Port)];

    private static TargetSet Set(params (int Priority, int Weight, int Port)[] groups) => new(
        [.. groups.Select(g => new TargetGroup(g.Priority, g.Weight, "x", [new IPEndPoint(IPAddress.Loopback, g.Port)]))], true, TimeSpan.Zero);
}

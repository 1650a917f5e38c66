using System.Diagnostics;
using VoiceDock.Core.Keys;
using VoiceDock.Core.Security;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;

namespace VoiceDock.Tests.Core.Keys;

/// <summary>F26: 10,000 trunks, one rotation, and whoever writes meanwhile.</summary>
[Trait("Kind", "Unit")]
public sealed class ManySecretsTests(ITestOutputHelper output) : IDisposable
{
    private const int Trunks = 10_000;

    private readonly KeyScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Rotate_TenThousandTrunks_TakesSecondsAndLetsOthersWrite()
    {
        using var rooms = _scene.Open();
        await MakeTrunksAsync(rooms);
        var writing = new CancellationTokenSource();
        var longest = WriteUntilAsync(rooms, writing.Token);

        var began = Stopwatch.GetTimestamp();
        var result = await rooms.Storage.Get<KeyRotation>().RotateAsync(TrunkSamples.Ann);
        var took = Stopwatch.GetElapsedTime(began);
        await writing.CancelAsync();
        var (writes, wait) = await longest;

        output.WriteLine($"{Trunks} trunks rotated in {took.TotalSeconds:0.00} s; {writes} writes meanwhile, the slowest {wait.TotalMilliseconds:0} ms");
        Assert.Equal(new ResealCount(Trunks, 0), result.Value);
        Assert.True(took < TimeSpan.FromSeconds(100), $"it took {took}");
        Assert.True(wait < TimeSpan.FromSeconds(5), $"a writer waited {wait}");
        Assert.True(await rooms.Storage.Get<KeyRotation>().FinishAloneAsync(CancellationToken.None));
        Assert.Equal(Trunks, await KeyScene.AssertReadableAsync(rooms));
    }

    private static async Task MakeTrunksAsync(DomainRooms rooms)
    {
        var protector = rooms.Storage.Get<CredentialProtector>();
        await using var db = rooms.Storage.OpenDb();
        for (var i = 0; i < Trunks; i++)
        {
            var name = $"Trunk {i}";
            var trunk = TrunkSamples.Made(t => t.Name = name, t =>
            {
                (t.CreatedAt, t.UpdatedAt, t.HasPassword, t.SecretVersion) = (DateTime.UtcNow, DateTime.UtcNow, true, 1);
            });
            db.Add(trunk);
            db.Add(new TrunkSecret { TrunkId = trunk.Id, Password = protector.Seal(SecretField.TrunkPassword, trunk.Id, 1, $"password of {name}") });
        }

        await db.SaveChangesAsync();
    }

    private static Task<(int Writes, TimeSpan Longest)> WriteUntilAsync(DomainRooms rooms, CancellationToken stop) => Task.Run(async () =>
    {
        var (writes, longest) = (0, TimeSpan.Zero);
        while (!stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            await using (var db = rooms.Storage.OpenDb())
            {
                db.Add(new Microsoft.AspNetCore.Identity.IdentityRole<Guid>($"role {writes++}") { Id = Guid.CreateVersion7() });
                await db.SaveChangesAsync(CancellationToken.None);
            }

            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(began).Ticks));
        }

        return (writes, longest);
    });
}

namespace VoiceDock.Tests.Support;

/// <summary>Waits for something that becomes true by itself, looking often, giving up after a bound far above what is expected.</summary>
public static class Eventually
{
    public static Task TrueAsync(Func<bool> claim, string what, TimeSpan? within = null) => TrueAsync(claim, () => what, within);

    public static async Task TrueAsync(Func<bool> claim, Func<string> what, TimeSpan? within = null)
    {
        var until = TimeProvider.System.GetTimestamp();
        while (!claim())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(until) < (within ?? TimeSpan.FromSeconds(20)), $"It never happened that {what()}.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>As above, for a claim that has to be asked for.</summary>
    public static async Task AskedAsync(Func<Task<bool>> claim, string what, TimeSpan? within = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await claim())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < (within ?? TimeSpan.FromSeconds(20)), $"It never happened that {what}.");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }
}

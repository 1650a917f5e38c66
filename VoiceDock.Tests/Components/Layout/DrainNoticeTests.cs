using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Drain;
using VoiceDock.Core.Calls.History;
using VoiceDock.Tests.Components.Calls;
using VoiceDock.Web.Layout;

namespace VoiceDock.Tests.Components.Layout;

[Trait("Kind", "Component")]
public sealed class DrainNoticeTests : RoomsContext
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 9, 30, 0, TimeSpan.Zero));

    [Fact]
    public void Banner_ComesWhenTheProgramIsBeingStopped()
    {
        using var history = Services.BuildServiceProvider();
        var drain = new CallDrain(
            new CallDirectory(history.GetRequiredService<CallHistory>()), new FakeSipStack(), Options.Create(new DrainOptions { MaxSeconds = 120 }), _time, NullLogger<CallDrain>.Instance);
        Services.AddSingleton(drain);
        var notice = Render<DrainNotice>();
        Assert.Empty(notice.FindAll(".banner"));

        drain.Begin();

        notice.WaitForAssertion(() => Assert.Equal("status", notice.Find(".banner").GetAttribute("role")));
        Assert.Contains("VoiceDock is being stopped. New calls and transfers are refused. No call is left.", notice.Find(".banner span").TextContent, StringComparison.Ordinal);
        Assert.Contains("2026-11-26T09:32:00.000Z", notice.Markup, StringComparison.Ordinal);
    }
}

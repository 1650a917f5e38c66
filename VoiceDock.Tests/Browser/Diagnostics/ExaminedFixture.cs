using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Common;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Diagnostics;

/// <summary>The program, and what it examines.</summary>
public sealed class ExaminedFixture : BrowserFixture
{
    public const string Secret = "canary-Pa55word-of-the-doctor";

    /// <summary>A practice PBX that runs. Each test has its own: the doctor remembers where a password was refused.</summary>
    public static PracticePbx StartPbx()
    {
        var pbx = new PracticePbx(new PracticeOptions { Username = "voicedock", Password = Secret }, TimeProvider.System, NullLoggerFactory.Instance);
        pbx.Start();
        return pbx;
    }

    /// <summary>A trunk to a port of this machine; nobody asks it by itself.</summary>
    public async Task<Trunk> MakeTrunkAsync(string name, int port, string password = Secret) =>
        (await Services.GetRequiredService<TrunkStore>().CreateAsync(
            new TrunkInput { Name = name, Host = "127.0.0.1", Port = port, Provider = "freepbx", Username = "voicedock", Password = password, OptionsIntervalSeconds = 0 },
            Actor.System, TestContext.Current.CancellationToken)).Value;
}

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support.Canary;
using VoiceDock.Web.Startup;

namespace VoiceDock.Tests.Support;

/// <summary>
/// The real program on free loopback ports with a data folder of its own. Nothing leaves the machine. One administrator exists, unless
/// <see cref="HasAdmin"/> says otherwise.
/// </summary>
public class AppUnderTest : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string UserName = "ann";
    public const string Password = "a long enough sentence";

    /// <summary>The discard port of this machine, where nobody listens: no question of a test leaves it.</summary>
    public const string NoNameServer = "127.0.0.1:9";

    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-app-").FullName;

    public AppUnderTest() => UseKestrel(0);

    /// <summary>Address of the console, without a slash at the end.</summary>
    public string BaseUrl { get; private set; } = "";

    /// <summary>Whether <see cref="UserName"/> is made before the first test.</summary>
    protected virtual bool HasAdmin => true;

    public virtual async ValueTask InitializeAsync()
    {
        StartServer();
        BaseUrl = ClientOptions.BaseAddress.ToString().TrimEnd('/');
        if (HasAdmin)
            await MakeAdminAsync();
    }

    /// <summary>A client that keeps cookies, and redirects to itself.</summary>
    public HttpClient NewClient() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(BaseUrl) };

    /// <summary>The path of a valid set-up link.</summary>
    public string IssueSetUpPath()
    {
        var token = Services.GetRequiredService<SetupToken>().Issue();
        CanaryNet.Current?.Register("a set-up link", token);
        return $"/setup?token={Uri.EscapeDataString(token)}";
    }

    /// <summary>As if everybody who is signed in had typed their password long ago.</summary>
    public async Task ForgetConfirmationsAsync()
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<VoiceDockDb>>().CreateDbContextAsync();
        await db.Set<SignInRecord>().ExecuteUpdateAsync(set => set.SetProperty(s => s.ConfirmedAt, (DateTime?)DateTime.UnixEpoch));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Data", _folder);
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.UseSetting("Sip:Address", "127.0.0.1");
        builder.UseSetting("Sip:Port", "0");
        builder.UseSetting("Sip:Targets", "loopback");
        builder.UseSetting("Sip:DnsServer", NoNameServer);
        // Its notice would stand on every page; the tests of two-factor turn it on.
        builder.UseSetting("Security:TwoFactor", "optional");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        // Its set-up link is a secret for a person at a terminal, not for a test's output.
        builder.ConfigureTestServices(services => services.Remove(services.Single(s => s.ImplementationType == typeof(StartNotice))));
        builder.ConfigureTestServices(CanaryLog.AddTo);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(_folder))
            CanaryFolder.Remove(_folder);
        GC.SuppressFinalize(this);
    }

    private async Task MakeAdminAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var token = scope.ServiceProvider.GetRequiredService<SetupToken>().Issue();
        var made = await scope.ServiceProvider.GetRequiredService<FirstRun>().CreateAdminAsync(token, UserName, Password);
        Assert.True(made.IsOk, made.Error?.Message);
    }
}

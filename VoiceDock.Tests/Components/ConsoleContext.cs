using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor;
using MudBlazor.Services;
using VoiceDock.Core.Access;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Components;

/// <summary>What every component test starts from: MudBlazor, a signed-in administrator, the providers dialogs and menus need.</summary>
public abstract class ConsoleContext : BunitContext
{
    // A second, the library's own patience, is short on a machine that runs the rest of the suite beside.
    static ConsoleContext() => DefaultWaitTimeout = TimeSpan.FromSeconds(20);

    protected ConsoleContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddSingleton(TimeProvider.System).AddSingleton<IHostApplicationLifetime>(Lifetime);
        SignedIn = this.AddAuthorization();
        SignedIn.SetAuthorized(TestPeople.Ann.Name);
        SignedIn.SetClaims(new Claim(ClaimTypes.NameIdentifier, TestPeople.AnnId), new Claim(ClaimTypes.Role, RoleNames.Admin));
    }

    protected BunitAuthorizationContext SignedIn { get; }

    /// <summary>The life of the program around the page; a test may stop it.</summary>
    protected ApplicationLifetime Lifetime { get; } = new(NullLogger<ApplicationLifetime>.Instance);

    /// <summary>Renders the place where dialogs appear.</summary>
    protected IRenderedComponent<MudDialogProvider> RenderDialogs() => Render<MudDialogProvider>();

    protected IDialogService Dialogs => Services.GetRequiredService<IDialogService>();
}

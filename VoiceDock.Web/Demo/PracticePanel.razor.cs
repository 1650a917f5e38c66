using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;
using VoiceDock.Core.Demo;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Demo;

/// <summary>Starts and stops the practice PBX, and lets practice callers in.</summary>
public sealed partial class PracticePanel
{
    private bool _busy;
    private Error? _error;

    [Inject]
    private PracticeDesk Practice { get; set; } = default!;

    [Inject]
    private NumberDirectory Numbers { get; set; } = default!;

    [Inject]
    private AssistantDirectory Assistants { get; set; } = default!;

    [Inject]
    private RunMode Mode { get; set; } = default!;

    [Inject]
    private CallFeed Feed { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    [Inject]
    private SpeechModelDirectory Models { get; set; } = default!;

    // Who answers by keys, and who talks.
    private Number? Target => Answered.FirstOrDefault(n => !Models.Talks(n.AssistantId!.Value));

    private Number? Talking => Answered.FirstOrDefault(n => Models.Talks(n.AssistantId!.Value));

    private IEnumerable<Number> Answered => Numbers.All.Where(n => n.IsActive && n.AssistantId is { } id && Assistants.Find(id) is { IsActive: true });

    private bool CanCall => Practice.Callers < PracticeDesk.MostCallers;

    /// <summary>The number of practice callers follows the live calls.</summary>
    protected override void OnInitialized() => Follow(Feed.Subscribe(), _ => { });

    private Task StartAsync() => RunAsync(async by => (await Practice.StartAsync(by, CancellationToken.None)).Error);

    private Task StopAsync() => RunAsync(async by => (await Practice.StopAsync(by, CancellationToken.None)).Error);

    private async Task CallAsync(Number number, bool talks) => _error = Practice.Call(number.PhoneNumber, await SignedInState.GetActorAsync(), talks).Error;

    private async Task RunAsync(Func<Actor, Task<Error?>> work)
    {
        (_busy, _error) = (true, null);
        try
        {
            _error = await work(await SignedInState.GetActorAsync());
        }
        finally
        {
            _busy = false;
        }
    }
}

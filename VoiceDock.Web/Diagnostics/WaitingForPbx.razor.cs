using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics.Waiting;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Diagnostics;

/// <summary>One console's wait for a PBX. It ends with the page, when stopped, or by itself.</summary>
public sealed partial class WaitingForPbx
{
    private PbxWait? _wait;
    private DateTime _since;
    private IReadOnlyList<Sighting> _seen = [];
    private long _skipped;
    private Error? _problem;

    [Inject]
    private PbxWaits Waits { get; set; } = default!;

    [Inject]
    private ISipStack Sip { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider SignedInState { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private bool IsWaiting => _wait is { IsOver: false };

    private int? Port => Sip.Address?.Port;

    protected override void OnInitialized() => Follow(Waits.Subscribe(), _ => Read());

    protected override ValueTask OnLeftAsync()
    {
        _wait?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task BeginAsync()
    {
        var begun = Waits.Begin(await SignedInState.GetActorAsync());
        _problem = begun.Error;
        if (!begun.IsOk)
            return;
        (_wait, _since) = (begun.Value, Time.GetUtcNow().UtcDateTime);
        Read();
    }

    private void Stop() => _wait?.Dispose();

    // What was seen stays on the screen when the wait is over.
    private void Read()
    {
        if (IsWaiting)
            (_seen, _skipped) = (Waits.Seen, Waits.Skipped);
    }
}

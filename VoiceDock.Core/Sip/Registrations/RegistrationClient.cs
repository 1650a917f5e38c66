using System.Globalization;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Registrations;

/// <summary>
/// Keeps one address-of-record registered (RFC 3261 section 10.2): the same Call-ID and rising CSeq all the time, refreshed before the granted time
/// ends, tried again after failures, removed at the end. One loop; nothing else touches its state.
/// </summary>
public sealed class RegistrationClient(RegistrationOptions options, IRegistrationPeer peer, RegistrationDelays delays, TimeProvider time)
{
    private readonly string _callId = SipTokens.CallId();
    private uint _sequence = 1;
    private TimeSpan _asked = options.Expires;
    private DateTimeOffset? _boundUntil;
    private SipTarget? _boundAt;
    private SipTarget? _unanswered;

    /// <summary>Registers and refreshes until <paramref name="stop"/>; then removes the binding, if there may be one, and returns. Throws nothing.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        Report(RegistrationState.Registering);
        while (!stop.IsCancellationRequested)
        {
            var answer = await RegisterAsync(stop).ConfigureAwait(false);
            if (stop.IsCancellationRequested) break;
            var wait = Take(answer);
            await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await UnregisterAsync().ConfigureAwait(false);
        Report(RegistrationState.Off);
    }

    /// <summary>One round over the registrar's addresses.</summary>
    private async Task<RegistrationAnswer> RegisterAsync(CancellationToken stop)
    {
        var (targets, problem) = await ResolveAsync(stop).ConfigureAwait(false);
        var answer = RegistrationAnswer.NoTarget(problem);
        foreach (var target in targets)
        {
            answer = await RegisterAtAsync(target, stop).ConfigureAwait(false);
            if (stop.IsCancellationRequested || !answer.IsWorthAnotherTarget) break;
        }

        return answer;
    }

    private async Task<(IReadOnlyList<SipTarget> Targets, string? Problem)> ResolveAsync(CancellationToken stop)
    {
        try
        {
            return await peer.ResolveAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ([], null); // the loop ends
        }
    }

    private async Task<RegistrationAnswer> RegisterAtAsync(SipTarget target, CancellationToken stop)
    {
        var answer = await SendAsync(target, _asked, options.Patience, stop).ConfigureAwait(false);
        // 10.2.8: too brief, so ask for what the registrar wants, once.
        if (answer.MinExpires is { } least && least > _asked && least <= TimeSpan.FromDays(1) && !stop.IsCancellationRequested)
        {
            _asked = least;
            answer = await SendAsync(target, _asked, options.Patience, stop).ConfigureAwait(false);
        }

        if (answer.Granted is { } granted) (_boundUntil, _boundAt) = (time.GetUtcNow() + granted, target);
        return answer;
    }

    private TimeSpan Take(RegistrationAnswer answer)
    {
        var now = time.GetUtcNow();
        if (_boundUntil <= now) _boundUntil = null;
        var wait = answer.Granted is { } granted ? delays.UntilRefresh(granted) : delays.UntilRetry(answer.Failure!, answer.RetryAfter);
        var state = answer.Failure switch
        {
            null => RegistrationState.Registered,
            { IsRefusal: true } => RegistrationState.Refused,
            _ => RegistrationState.Unreachable,
        };
        peer.Report(new RegistrationStatus(state, _boundUntil, answer.Failure, now + wait));
        return wait;
    }

    // 10.2.2. Only our own contact is removed: others may be registered with the same account.
    private async Task UnregisterAsync()
    {
        var target = _boundUntil > time.GetUtcNow() ? _boundAt : _unanswered;
        if (target is not null) await SendAsync(target, TimeSpan.Zero, options.Farewell, CancellationToken.None).ConfigureAwait(false);
        _boundUntil = null;
    }

    private async Task<RegistrationAnswer> SendAsync(SipTarget target, TimeSpan expires, TimeSpan patience, CancellationToken stop)
    {
        _unanswered = target;
        var exchange = await peer.SendAsync(new OutboundRequest
        {
            Method = SipMethods.Register,
            RequestUri = options.Registrar,
            From = options.AddressOfRecord,
            To = options.AddressOfRecord,
            Target = target,
            Credentials = peer.Credentials,
            ExtraHeaders = [("Expires", ((int)expires.TotalSeconds).ToString(CultureInfo.InvariantCulture))],
            Timeout = patience,
            CallId = _callId,
            CSeq = _sequence,
        }, stop).ConfigureAwait(false);
        _sequence = exchange.Request.CSeq.Number + 1;
        if (exchange.Outcome != SipExchangeOutcome.Cancelled) _unanswered = null;
        return RegistrationAnswer.Read(exchange, expires);
    }

    private void Report(RegistrationState state) => peer.Report(new RegistrationStatus(state, null, null, null));
}

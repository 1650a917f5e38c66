using Microsoft.AspNetCore.Http.Features;
using VoiceDock.Core.Access;
using VoiceDock.Core.Calls.Events;
using VoiceDock.Core.Common;
using VoiceDock.Web.Access;
using VoiceDock.Web.Api;

namespace VoiceDock.Web.Calls.Events;

/// <summary><c>GET /calls/events</c>: the changes of calls and transfers as server-sent events, until the client leaves, its key ends, or it is too slow.</summary>
public sealed class CallStream(CallEvents events, StreamSeats seats, ApiKeyStore keys, IHostApplicationLifetime program, TimeProvider time)
{
    /// <summary>A quiet stream shows every so often that it lives; at every second time its key is checked again.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private const int TicksPerKeyCheck = 2;

    private static readonly Error TooMany = new(ErrorKind.TooMany, "rate_limit_exceeded",
        $"This API key has {StreamSeats.PerKey} event streams open already. Close one first.")
    {
        RetryAfter = KeepAlive,
    };

    public async Task RunAsync(HttpContext http)
    {
        var asked = CallStreamQuery.Read(http.Request);
        if (!asked.IsOk)
        {
            await ErrorAnswers.WriteAsync(http, asked.Error);
            return;
        }

        var caller = ApiCaller.Of(http);
        using var seat = seats.TryTake(caller.KeyId);
        if (seat is null)
        {
            await ErrorAnswers.WriteAsync(http, TooMany);
            return;
        }

        using var reader = events.Read(asked.Value.After, e => (asked.Value.CallId is not { } id || e.Call.Id == id) && caller.SeesNumber(e.Call.NumberId));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, program.ApplicationStopping);
        // What a client does not fetch cannot be ended in good order.
        using var cut = reader.WasCut.Register(http.Abort);
        try
        {
            await BeginAsync(http, reader, asked.Value.After is not null, over.Token);
            await GoOnAsync(http, reader, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The client has left, or the program stops: the stream just ends.
        }
    }

    private async Task BeginAsync(HttpContext http, CallEventReader reader, bool resumes, CancellationToken over)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        // nginx buffers answers unless it is told not to.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        if (reader.MustReset)
        {
            await http.Response.WriteAsync(CallEventText.Reset(reader.Position), over);
        }
        else if (!resumes)
        {
            await http.Response.WriteAsync(CallEventText.Begin(reader.Position), over);
        }

        foreach (var missed in reader.Missed)
        {
            await WriteAsync(http, missed, over);
        }

        await http.Response.Body.FlushAsync(over);
    }

    private async Task GoOnAsync(HttpContext http, CallEventReader reader, CancellationToken over)
    {
        using var timer = new PeriodicTimer(KeepAlive, time);
        var tick = timer.WaitForNextTickAsync(over).AsTask();
        var news = reader.News.WaitToReadAsync(over).AsTask();
        for (var ticks = 1; ;)
        {
            await Task.WhenAny(tick, news);
            if (news.IsCompleted)
            {
                if (!await news)
                {
                    return;
                }

                while (reader.News.TryRead(out var next))
                {
                    await WriteAsync(http, next, over);
                }

                news = reader.News.WaitToReadAsync(over).AsTask();
            }

            if (tick.IsCompleted)
            {
                await tick;
                if (ticks++ % TicksPerKeyCheck == 0 && !await MayGoOnAsync(http, over))
                {
                    return;
                }

                await http.Response.WriteAsync(CallEventText.KeepAlive, over);
                tick = timer.WaitForNextTickAsync(over).AsTask();
            }

            await http.Response.Body.FlushAsync(over);
        }
    }

    private Task WriteAsync(HttpContext http, CallEvent news, CancellationToken over) =>
        http.Response.WriteAsync(CallEventText.Of(news, time.GetUtcNow().UtcDateTime), over);

    private async Task<bool> MayGoOnAsync(HttpContext http, CancellationToken over)
    {
        var match = await keys.FindAsync(ApiKeyAuthentication.TokenOf(http.Request), http.Connection.RemoteIpAddress, over);
        return match.IsAccepted && match.Key.HasScope(ApiScopes.CallsRead);
    }
}

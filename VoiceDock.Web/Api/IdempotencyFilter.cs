using System.Text.Json;
using VoiceDock.Core.Idempotency;

namespace VoiceDock.Web.Api;

/// <summary>Makes a repeated POST act once: by <c>Idempotency-Key</c>, else by its content where the endpoint makes things.</summary>
public sealed class IdempotencyFilter(IdempotencyStore store, RepeatedCreates creates) : IEndpointFilter
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var body = await JsonBody.ReadBytesAsync(http);
        if (!body.IsOk)
        {
            return Answers.Refused(body.Error);
        }

        var sent = http.Request.Headers[Header];
        if (sent.Count == 0)
        {
            return http.GetEndpoint()?.Metadata.GetMetadata<RepeatRule>()?.ShowFirst is { } showFirst
                ? await OnceByContentAsync(http, body.Value, showFirst, () => next(context))
                : await next(context);
        }

        if (sent is not [{ Length: >= 1 and <= 255 } value] || value.Any(c => c is < '!' or > '~'))
        {
            return Answers.Refused(ApiErrors.BadIdempotencyKey);
        }

        return await OnceByKeyAsync(http, value, body.Value, () => next(context));
    }

    private async Task<object?> OnceByKeyAsync(HttpContext http, string value, ReadOnlyMemory<byte> body, Func<ValueTask<object?>> act)
    {
        var request = $"{http.Request.Method} {http.Request.Path.Value?.TrimEnd('/')}";
        var claim = await store.ClaimAsync(ApiCaller.Of(http).KeyId, value, request, body, http.RequestAborted);
        switch (claim.Verdict)
        {
            case IdempotencyVerdict.Reused:
                return Answers.Refused(ApiErrors.KeyReused);
            case IdempotencyVerdict.Running:
                return Answers.Refused(ApiErrors.StillRunning);
            case IdempotencyVerdict.Replay:
                http.Response.Headers[ReplayedHeader] = "true";
                return TypedResults.Text(claim.Entry.Body, "application/json; charset=utf-8", statusCode: claim.Entry.Status);
            case IdempotencyVerdict.Interrupted:
                Interruption.Note(http, claim.Entry.CreatedAt);
                break;
        }

        return await ActAndStoreAsync(claim.Entry.Id, act);
    }

    private async Task<object?> ActAndStoreAsync(Guid entry, Func<ValueTask<object?>> act)
    {
        object? result = null;
        var broken = true;
        try
        {
            result = await act();
            broken = false;
        }
        finally
        {
            if (broken)
            {
                await store.LeaveAsync(entry);
            }
        }

        if (result is IValueHttpResult { Value: { } value } and IStatusCodeHttpResult { StatusCode: { } status and >= 200 and < 300 })
        {
            await store.CompleteAsync(entry, status, JsonSerializer.Serialize(value, value.GetType(), WireJson.Options));
        }
        else
        {
            await store.ForgetAsync(entry);
        }

        return result;
    }

    private async Task<object?> OnceByContentAsync(
        HttpContext http, ReadOnlyMemory<byte> body, Func<HttpContext, Guid, Task<IResult?>> showFirst, Func<ValueTask<object?>> act)
    {
        var attempt = creates.Begin(ApiCaller.Of(http).KeyId, $"{http.Request.Path}|{http.Request.Headers["Prefer"]}", body.Span, out var isFirst);
        if (!isFirst && await attempt.Made.Task.WaitAsync(http.RequestAborted) is { } made && await showFirst(http, made) is { } first)
        {
            return first;
        }

        Guid? noted = null;
        try
        {
            var result = await act();
            noted = RepeatedCreates.NotedIn(http);
            return result;
        }
        finally
        {
            creates.Finish(attempt, noted);
        }
    }
}

using Microsoft.AspNetCore.Diagnostics;

namespace VoiceDock.Web.Api;

/// <summary>
/// The outermost layer of <c>/api</c>: request id, no cookies, and a JSON body for whatever goes wrong below, including statuses set by routing and
/// exceptions. Internals stay in the log, found by the request id.
/// </summary>
public sealed class ErrorBodies(RequestDelegate next, ILogger<ErrorBodies> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        RequestIds.Assign(http);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";

        // A browser's session must mean nothing here.
        http.Request.Headers.Remove("Cookie");
        if (http.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            await ErrorAnswers.WriteAsync(http, ErrorAnswers.ForStatus(e.StatusCode));
            return;
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            logger.LogError(e, "Request {RequestId} {Method} {Path} failed", http.TraceIdentifier, http.Request.Method, http.Request.Path);
            await ErrorAnswers.WriteAsync(http, ApiErrors.Internal);
            return;
        }

        if (!http.Response.HasStarted && http.Response.StatusCode >= 400 && http.Response.ContentLength is null && http.Response.ContentType is null)
        {
            await ErrorAnswers.WriteAsync(http, ErrorAnswers.ForStatus(http.Response.StatusCode));
        }
    }
}

namespace VoiceDock.Web.Api;

/// <summary>A browsable reference at <c>/api</c>: one static page whose script reads the document. Works offline and within the content policy.</summary>
public static class ReferencePage
{
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>VoiceDock API</title>
          <link rel="icon" href="/favicon.svg" type="image/svg+xml">
          <link rel="stylesheet" href="/css/tokens.css">
          <link rel="stylesheet" href="/css/api-reference.css">
          <script type="module" src="/js/api-reference.js"></script>
        </head>
        <body>
          <a class="skip" href="#operations">Skip to the operations</a>
          <header>
            <h1>VoiceDock API</h1>
            <p id="about">Reading the document …</p>
            <p><a href="/openapi/v1.json">OpenAPI document</a> · <a href="/">Console</a></p>
            <label for="find">Find an operation</label>
            <input id="find" type="search" autocomplete="off" spellcheck="false">
          </header>
          <main id="operations" tabindex="-1"></main>
          <noscript><p>This page needs JavaScript; the document itself is at <a href="/openapi/v1.json">/openapi/v1.json</a>.</p></noscript>
        </body>
        </html>
        """;

    public static void MapReference(this WebApplication app) =>
        app.MapGet("/api", () => TypedResults.Text(Page, "text/html; charset=utf-8")).AllowAnonymous().ExcludeFromDescription();
}

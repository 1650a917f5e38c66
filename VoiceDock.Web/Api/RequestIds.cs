using System.Security.Cryptography;

namespace VoiceDock.Web.Api;

/// <summary>Every answer carries <c>X-Request-Id</c>: the client's if it has a sane form, else a new one. Logs carry the same.</summary>
public static class RequestIds
{
    public const string Header = "X-Request-Id";

    public static string Assign(HttpContext http)
    {
        var sent = http.Request.Headers[Header];
        var id = sent.Count == 1 && IsSane(sent[0]) ? sent[0]! : RandomNumberGenerator.GetHexString(24, lowercase: true);
        http.TraceIdentifier = id;
        http.Response.Headers[Header] = id;
        return id;
    }

    private static bool IsSane(string? text) =>
        text is { Length: >= 8 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}

using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Support;

/// <summary>
/// A browser without a screen: fills in the console's forms and keeps its cookies, where a test can see, plant and copy them. On loopback it may come from
/// any address of 127/8.
/// </summary>
public sealed partial class ConsoleClient : IDisposable
{
    public const string SignInCookie = "__Host-vd";
    public const string StepCookie = "__Host-vd-step";

    private readonly HttpClient _http;

    public ConsoleClient(string baseUrl, IPAddress? from = null) => _http = new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            if (from is not null) socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = new Uri(baseUrl) };

    /// <summary>By name, as the server set them.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    public async Task<ConsoleReply> GetAsync(string path) => await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Opens the page and sends one of its forms.</summary>
    public async Task<ConsoleReply> PostAsync(string path, string form, params (string Name, string Value)[] fields) =>
        await SendFormAsync(path, await GetAsync(path), form, fields);

    /// <summary>Sends a form of a page that was opened before.</summary>
    public async Task<ConsoleReply> SendFormAsync(string path, ConsoleReply page, string? form, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(page.Body);
        Assert.True(token.Success, $"{path} has no form ({page.Status}).");
        var all = fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(new("__RequestVerificationToken", token.Groups[1].Value));
        if (form is not null) all = all.Append(new("_handler", form));
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(all) });
    }

    public Task<ConsoleReply> SignInAsync(string password = AppUnderTest.Password, string name = AppUnderTest.UserName) =>
        PostAsync("/login", "login", ("Input.UserName", name), ("Input.Password", password));

    /// <summary>Whether the browser is signed in: a page that needs it comes, or leads to the sign-in.</summary>
    public async Task<bool> IsSignedInAsync() => await GetAsync("/settings/account") is { Status: HttpStatusCode.OK };

    public void Dispose() => _http.Dispose();

    private async Task<ConsoleReply> SendAsync(HttpRequestMessage request)
    {
        if (Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        request.Headers.Add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        using (request)
        using (var answer = await _http.SendAsync(request))
        {
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : []) Keep(cookie);
            var location = answer.Headers.Location;
            var place = location is null ? null : location.IsAbsoluteUri ? location.PathAndQuery : location.ToString();
            var body = await answer.Content.ReadAsStringAsync();
            CanaryNet.Current?.Check(CanaryPlace.Answer, $"{request.Method} {(request.RequestUri!.IsAbsoluteUri ? request.RequestUri.AbsolutePath : request.RequestUri.ToString().Split('?')[0])}", body);
            return new ConsoleReply(answer.StatusCode, place, body);
        }
    }

    private void Keep(string header)
    {
        var pair = header.Split(';')[0].Split('=', 2);
        if (pair[1].Length == 0) Cookies.Remove(pair[0]);
        else Cookies[pair[0]] = pair[1];
        if (pair[1].Length > 20) CanaryNet.Current?.Register("a cookie", pair[1]);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <param name="Location">Path and query it leads to; null when it leads nowhere.</param>
public sealed record ConsoleReply(HttpStatusCode Status, string? Location, string Body);

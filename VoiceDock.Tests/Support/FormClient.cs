using System.Net;
using System.Text.RegularExpressions;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Support;

/// <summary>A browser without scripts: keeps cookies, follows no redirect, sends forms with the hidden fields of their page.</summary>
public sealed partial class FormClient(string baseUrl) : IDisposable
{
    private readonly HttpClient _http = new(new Cookies(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })) { BaseAddress = new Uri(baseUrl) };

    public HttpClient Http => _http;

    /// <summary>Opens a page and sends its form.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await _http.GetStringAsync(path, TestContext.Current.CancellationToken);
        var hidden = HiddenField().Matches(page).Select(m => (Name: m.Groups[1].Value, Value: WebUtility.HtmlDecode(m.Groups[2].Value)));
        var all = hidden.Concat(fields).DistinctBy(f => f.Name).Select(f => KeyValuePair.Create(f.Name, f.Value));
        using var form = new FormUrlEncodedContent(all);
        return await _http.PostAsync(path, form, TestContext.Current.CancellationToken);
    }

    public async Task SignInAsync(string userName, string password)
    {
        using var answer = await SubmitAsync("/login", ("Input.UserName", userName), ("Input.Password", password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();

    // As browsers do, and .NET's own container does not: Secure cookies go to a loopback address over plain http.
    private sealed class Cookies(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly Dictionary<string, string> _jar = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_jar.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", _jar.Select(c => $"{c.Key}={c.Value}")));
            var answer = await base.SendAsync(request, cancellationToken);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var pair = cookie.Split(';')[0].Split('=', 2);
                _jar[pair[0]] = pair[1];
                if (pair[1].Length > 20) CanaryNet.Current?.Register("a cookie", pair[1]);
            }

            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            CanaryNet.Current?.Check(CanaryPlace.Answer, $"{request.Method} {request.RequestUri!.AbsolutePath}", await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer;
        }
    }
}

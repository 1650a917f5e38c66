using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Speech;

/// <summary>
/// Speaks through an endpoint that is compatible with OpenAI's speech API. After a failure it is left alone for half a minute, so that no caller waits for
/// it at each sentence. Its key is in no log and no error.
/// </summary>
internal sealed class EndpointSpeech : ISpeechVoice, IDisposable
{
    /// <summary>How long it is left alone after a failure.</summary>
    public static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(30);

    // Ten minutes of 24 kHz; a text of 2,000 characters takes two or three.
    private const int MostBytes = 32 * 1024 * 1024;
    private const int PcmRate = 24_000;

    private readonly SpeechOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<EndpointSpeech> _log;
    private readonly HttpClient? _client;
    private readonly Uri? _address;
    private long _restsUntil = long.MinValue;

    public EndpointSpeech(IOptions<SpeechOptions> options, HttpTargets targets, TimeProvider time, ILogger<EndpointSpeech> log)
    {
        (_options, _time, _log) = (options.Value, time, log);
        if (_options.Url.Length == 0)
            return;
        _address = new Uri(_options.Url.TrimEnd('/') + "/audio/speech");
        var networks = NetworkList.Parse(_options.AllowedPrivateNetworks);
        _client = new HttpClient(targets.Handler(networks)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public bool IsSetUp => _client is not null;

    public bool IsAvailable => IsSetUp && _time.GetTimestamp() >= Volatile.Read(ref _restsUntil);

    public async Task<AudioClip?> SpeakAsync(string text, CancellationToken cancellation)
    {
        if (_client is not { } client)
            return null;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.RenderSeconds), _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var request = await RequestAsync(text, stop.Token);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            if (!answer.IsSuccessStatusCode)
                return Failed($"it answered {(int)answer.StatusCode}");
            return Read(await BodyAsync(answer, stop.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed($"it took longer than {_options.RenderSeconds} s (Speech:RenderSeconds)");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException or UnauthorizedAccessException or FormatException)
        {
            return Failed(fault.InnerException is HttpTargetRefused refused ? refused.Message : fault.Message);
        }
    }

    public void Dispose() => _client?.Dispose();

    private async Task<HttpRequestMessage> RequestAsync(string text, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = JsonContent.Create(new { model = _options.Model, voice = _options.EndpointVoice, input = text, response_format = _options.Format }),
        };
        if (_options.KeyFile.Length > 0)
        {
            var key = (await File.ReadAllTextAsync(_options.KeyFile, cancellation)).Trim();
            // The header's own error would repeat the key.
            request.Headers.Authorization = key.Length > 0 && key.All(c => c is > ' ' and <= '~')
                ? new AuthenticationHeaderValue("Bearer", key)
                : throw new InvalidDataException("the file of Speech:KeyFile is empty, or has more than one line or blanks in it");
        }
        return request;
    }

    private static async Task<MemoryStream> BodyAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var all = new MemoryStream();
        var part = new byte[81_920];
        for (int read; (read = await body.ReadAsync(part, cancellation)) > 0;)
        {
            all.Write(part, 0, read);
            if (all.Length > MostBytes)
                throw new InvalidDataException("it sent more than 32 MB");
        }
        all.Position = 0;
        return all;
    }

    private AudioClip Read(MemoryStream body)
    {
        if (body.Length < 2)
            throw new InvalidDataException("it sent no audio");
        return _options.Format == "pcm" ? AudioClip.FromPcm(body.GetBuffer().AsSpan(0, (int)body.Length), PcmRate) : AudioClip.FromWav(body);
    }

    private AudioClip? Failed(string why)
    {
        Volatile.Write(ref _restsUntil, _time.GetTimestamp() + (long)(RestAfterFailure.TotalSeconds * _time.TimestampFrequency));
        _log.LogWarning("The speech endpoint {Host} did not speak a text: {Why}. For {Seconds} s espeak-ng speaks in its place, or tones where there is none", _address!.Host, why, RestAfterFailure.TotalSeconds);
        return null;
    }
}

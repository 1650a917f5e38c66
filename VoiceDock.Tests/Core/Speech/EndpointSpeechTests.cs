using System.Buffers.Binary;
using VoiceDock.Core.Speech;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Speech;

/// <summary>Texts spoken by a speech endpoint, a real server on loopback; its voice is a tone of 600 Hz, that of the program beside it one of 1500.</summary>
[Trait("Kind", "Unit")]
public sealed class EndpointSpeechTests
{
    private const double Hz = 600;

    [Fact]
    public async Task Text_IsSpokenOnce_AsTheSettingsSay()
    {
        await using var server = await SpeechServer.StartAsync(SpeechServer.Sends(Wav()));
        await using var room = new SpeechRoom(server.Url);

        var first = await room.SayAsync("Good morning.");
        var again = await room.SayAsync("Good morning.");

        Assert.True(SpeechRoom.Has(first, Hz));
        Assert.InRange(first!.Length.TotalSeconds, 0.9, 1.1);
        Assert.Same(first, again);
        var asked = Assert.Single(server.Asked);
        Assert.Equal(("POST /v1/audio/speech", $"Bearer {SpeechRoom.Key}"), (asked.What, asked.Authorization));
        Assert.Equal("""{"model":"tts-1","voice":"nova","input":"Good morning.","response_format":"wav"}""", asked.Body.ToJsonString());
    }

    [Fact]
    public async Task Pcm_IsReadAt24Khz()
    {
        await using var server = await SpeechServer.StartAsync(SpeechServer.Sends(Pcm24(Hz)));
        await using var room = new SpeechRoom(server.Url, format: "pcm");

        var clip = await room.SayAsync("Good morning.");

        Assert.True(SpeechRoom.Has(clip, Hz));
        Assert.InRange(clip!.Length.TotalSeconds, 0.9, 1.1);
    }

    [Fact]
    public async Task SameTextAtOnce_IsSpokenOnce()
    {
        var open = new TaskCompletionSource();
        await using var server = await SpeechServer.StartAsync(async http =>
        {
            await open.Task;
            await SpeechServer.Sends(Wav())(http);
        });
        await using var room = new SpeechRoom(server.Url);

        var (one, two) = (room.SayAsync("Hello."), room.SayAsync("Hello."));
        open.SetResult();

        Assert.Same(await one, await two);
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(302)]
    [InlineData(500)]
    public async Task Refusal_TheProgramSpeaks_AndTheEndpointRests(int status)
    {
        using var voice = new SpokenTone();
        await using var server = await SpeechServer.StartAsync(SpeechServer.Refuses(status));
        await using var room = new SpeechRoom(server.Url, program: voice.Program);

        var first = await room.SayAsync("Hello.");
        var second = await room.SayAsync("Hello again.");
        var askedBefore = server.Asked.Count;
        room.Time.Advance(EndpointSpeech.RestAfterFailure);
        server.Answer = SpeechServer.Sends(Wav());
        var later = await room.SayAsync("Hello.");

        Assert.True(SpeechRoom.Has(first, SpokenTone.Hz) && SpeechRoom.Has(second, SpokenTone.Hz));
        Assert.Equal(1, askedBefore);
        Assert.True(SpeechRoom.Has(later, Hz), "what the program said in its place is not kept");
        Assert.Contains($"it answered {status}", room.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(SpeechRoom.Key, room.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SlowAnswer_TheProgramSpeaksWhenTheTimeIsUp()
    {
        using var voice = new SpokenTone();
        var asked = new TaskCompletionSource();
        await using var server = await SpeechServer.StartAsync(async http =>
        {
            asked.TrySetResult();
            await Task.WhenAny(Task.Delay(Timeout.Infinite, http.RequestAborted));
        });
        await using var room = new SpeechRoom(server.Url, program: voice.Program);

        var saying = room.SayAsync("Hello.");
        await asked.Task;
        room.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.True(SpeechRoom.Has(await saying, SpokenTone.Hz));
        Assert.Contains("longer than 5 s", room.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoAudio_AndNoProgram_IsNoClip()
    {
        await using var server = await SpeechServer.StartAsync(SpeechServer.Sends("not audio"u8.ToArray()));
        await using var room = new SpeechRoom(server.Url);

        Assert.Null(await room.SayAsync("Hello."));
        Assert.Contains("no WAV file", room.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrivateNetworkThatIsNotListed_IsNeverCalled()
    {
        await using var server = await SpeechServer.StartAsync(SpeechServer.Sends(Wav()));
        await using var room = new SpeechRoom(server.Url, listed: false);

        Assert.Null(await room.SayAsync("Hello."));
        Assert.Empty(server.Asked);
        Assert.Contains("not allowed as a target", room.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ahead_AndHeardByTheCaller_WhoeverCalls()
    {
        await using var server = await SpeechServer.StartAsync(SpeechServer.Sends(Wav()));
        await using var rig = await CallRig.StartAsync(settings: [("Speech:Url", server.Url), ("Speech:AllowedPrivateNetworks", "127.0.0.0/8")]);

        // First message and menu are there before anybody calls.
        await Eventually.TrueAsync(() => server.Asked.Count(a => a.Text == "Hello." || a.Text.StartsWith("For Reception, press 1.", StringComparison.Ordinal)) == 2,
            () => $"both were asked for: {string.Join(" | ", server.Asked.Select(a => a.Text))}");
        var heard = new HeardAudio();
        var caller = rig.Pbx.Call(rig.Console, CallRig.OurNumber, "+442079460123", "Ada Marsh");
        caller.Listen(heard);

        await Eventually.TrueAsync(() => heard.Has(Hz), "the endpoint's voice is heard");
        Assert.Equal(server.Asked.Count, server.Asked.Select(a => a.Text).Distinct().Count());
        Assert.All(server.Asked, a => Assert.Equal("", a.Authorization));
    }

    private static byte[] Wav()
    {
        var file = Path.GetTempFileName();
        ToneFile.Write(file, Hz, TimeSpan.FromSeconds(1));
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        return bytes;
    }

    private static byte[] Pcm24(double hz)
    {
        var bytes = new byte[24_000 * 2];
        for (var i = 0; i < 24_000; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * 2), (short)(8_000 * Math.Sin(2 * Math.PI * hz * i / 24_000)));
        return bytes;
    }
}

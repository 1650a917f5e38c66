using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Codecs;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Practice;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.SpeechModels;

/// <summary>The whole core with an assistant that talks through a <see cref="ModelServer"/>, and a practice caller.</summary>
internal sealed class ModelScene : IAsyncDisposable
{
    public const string Key = "canary-model-key-51c9";

    private ModelScene(CallRig rig, ModelServer server) => (Rig, Server) = (rig, server);

    public CallRig Rig { get; }

    public ModelServer Server { get; }

    public static async Task<ModelScene> StartAsync(
        bool isPrevious = false, Action<AssistantPatch>? shape = null, SpeechModelInput? model = null, Microsoft.Extensions.Logging.ILoggerProvider? logs = null,
        params (string Key, string Value)[] settings)
    {
        var server = await ModelServer.StartAsync(isPrevious);
        var rig = await CallRig.StartAsync(logs: logs, shape: t => t.Codecs = ["PCMU"], settings: [("SpeechModels:AllowedPrivateNetworks", "127.0.0.0/8"), .. settings]);
        await rig.ListAsync(CallRig.Destination("200", "Reception"), CallRig.Destination("201", "Sales"));
        if (shape is not null)
        {
            var patch = new AssistantPatch();
            shape(patch);
            Assert.True((await rig.Get<AssistantStore>().UpdateAsync(rig.Number.AssistantId!.Value, patch, CallRig.Operator)).IsOk);
        }

        var input = model ?? new SpeechModelInput { IsOn = true, Model = "model-1", Voice = "voice-1", Transcription = "ears-1", Key = Key };
        input.Url ??= server.Url;
        var saved = await rig.Get<SpeechModelStore>().SaveAsync(null, input, CallRig.Operator);
        Assert.True(saved.IsOk, saved.Error?.ToString());
        return new ModelScene(rig, server);
    }

    /// <summary>A call that the model has: greeted, with nothing said yet.</summary>
    public async Task<(PracticeCaller Caller, CallView Call, ModelPeer Model)> CallAsync(string from = "+442079460123")
    {
        var (caller, call) = await Rig.CallInProgressAsync(from);
        var model = await Server.NextAsync();
        await model.NextAsync("response.create");
        return (caller, call, model);
    }

    public Task<CallView> UntilAsync(Guid call, Func<CallView, bool> wanted) => Rig.UntilAsync(c => c.Id == call && wanted(c));

    /// <summary>A tone as the phone line carries it.</summary>
    public static byte[] Tone(double hz, int ms)
    {
        var samples = AudioClip.Tones(([hz], ms, 0)).Samples;
        var ulaw = new byte[samples.Length];
        G711.Encode(AudioCodec.Pcmu, samples, ulaw);
        return ulaw;
    }

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        await Server.DisposeAsync();
    }
}

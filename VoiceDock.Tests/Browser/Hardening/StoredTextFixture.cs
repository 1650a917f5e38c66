using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Access;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Api;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Hardening;

/// <summary>A program in which every text field of the API, and every SIP header that is shown, holds hostile text.</summary>
public sealed class StoredTextFixture : BrowserFixture
{
    private const int LiveCalls = 30;

    private static readonly IReadOnlyList<string> Texts = HostileText.All;

    public List<string> TrunkIds { get; } = [];

    public List<string> AssistantIds { get; } = [];

    /// <summary>A live call whose messages carry every text in their headers.</summary>
    public Guid Traced { get; private set; }

    /// <summary>For the API, with every scope.</summary>
    public ApiClient Api { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var keys = Services.GetRequiredService<ApiKeyStore>();
        var key = await keys.CreateAsync(new ApiKeyInput { Name = "Test", Scopes = ApiScopes.All }, Actor.System);
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Value.Token);
        Api = new ApiClient(client);
        foreach (var text in Texts)
            await keys.CreateAsync(new ApiKeyInput { Name = text, Scopes = [ApiScopes.TrunksRead] }, Actor.System);
        for (var i = 0; i < Texts.Count; i++)
            await StoreAsync(i, Texts[i]);
        Learn();
        await CallAsync();
        await SendAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await base.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Api:RequestsPerMinute", "10000");
        builder.UseSetting("Calls:MaxPerSecond", "1000");
        builder.UseSetting("Trunks:Health:IntervalSeconds", "0");
    }

    private async Task StoreAsync(int i, string text)
    {
        // Braces are placeholders in a header's value.
        var note = text.Replace('{', '(').Replace('}', ')');
        var trunk = await SendAsync("/sip-trunks", new { name = text, host = "127.0.0.1", port = 15_000 + i, realm = text, headers = new[] { new { name = "X-Note", value = note } } });
        TrunkIds.Add((string)trunk["trunk"]!["id"]!);
        var destination = new { type = "number", number = "200", description = text, message = text, whisper = note, @else = "201" };
        var assistant = await SendAsync("/assistants", new
        {
            name = text,
            business_name = text,
            first_message = text,
            voicemail_message = text,
            webhook_events = new[] { text },
            metadata = new Dictionary<string, string> { [text] = text },
            llm_config = new { model = text, tools = new[] { new { type = "transfer_call", destinations = new[] { destination } } } },
        });
        AssistantIds.Add((string)assistant["assistant"]!["id"]!);
        await SendAsync("/numbers", new { phone_number = $"+31201{i:000000}", name = text, assistant_id = AssistantIds[^1], transfer_trunk_id = TrunkIds[^1] });
    }

    private async Task<ApiReply> SendAsync(string path, object body)
    {
        var reply = await Api.Post(path, JsonSerializer.Serialize(body));
        Assert.True(reply.Code == 201, $"{path}: {reply.Text}\n{JsonSerializer.Serialize(body)}");
        return reply;
    }

    // What the peers of trunks say of themselves.
    private void Learn()
    {
        var (trunks, lights) = (Services.GetRequiredService<TrunkDirectory>(), Services.GetRequiredService<TrunkLights>());
        foreach (var (trunk, text) in TrunkIds.Zip(Texts))
        {
            var found = trunks.Find(Guid.Parse(trunk))!;
            lights.Note(found, TrunkCheckWords.Answered(TrunkCheckSettings.From(found), 404, text, text, TimeSpan.FromMilliseconds(12)), [text]);
        }
    }

    // Live and stored calls with what callers and PBXs say.
    private async Task CallAsync()
    {
        var (feed, journal, traces) = (Services.GetRequiredService<CallFeed>(), Services.GetRequiredService<CallJournal>(), Services.GetRequiredService<CallTraces>());
        var now = DateTime.UtcNow;
        var calls = Texts.Select((text, i) => TestCalls.New(now.AddSeconds(-30 - i), text) with
        {
            CallerName = text,
            Number = text,
            NumberName = text,
            AssistantName = text,
            BusinessName = text,
            InboundTrunkName = text,
        }).Select(c => c.WithTransfer(TransferState.Dialing, now.AddSeconds(-4)).WithBusy(now.AddSeconds(-2)) is var busy ? busy with
        {
            Transfers = [.. busy.Transfers.Select(t => t with { Destination = c.Caller!, DestinationName = c.Caller, Dialled = c.Caller, Message = c.Caller, TrunkName = c.Caller, SipReason = c.Caller, Explanation = c.Caller, RequestedBy = new Actor(ActorType.Operator, "1", c.Caller!) })],
        } : c).ToList();
        foreach (var (call, i) in calls.Select((c, i) => (c, i)))
        {
            if (i < LiveCalls)
                feed.Publish(call);
            journal.Save(i < LiveCalls ? call : call.Over(CallEndReasons.Caller, now));
        }

        await journal.FlushAsync(CancellationToken.None);
        Traced = calls[0].Id;
        traces.Claim("traced", Traced, "caller");
        foreach (var text in Texts)
        {
            var message = $"BYE sip:{text} SIP/2.0\r\nFrom: \"{text}\" <sip:{text}@127.0.0.1>;tag=1\r\nUser-Agent: {text}\r\nReason: SIP;cause=486;text=\"{text}\"\r\nX-Note: {text}\r\n\r\n{text}";
            traces.Add(new TraceMessage(now, "caller", false, false, "udp", "127.0.0.1:5060", "127.0.0.1:5070", "traced", $"BYE sip:{text}", message));
        }
    }

    // Real packets: calls to a number nobody has, whose sender, name and destination are the texts.
    private async Task SendAsync()
    {
        var sip = Services.GetRequiredService<ISipStack>().Address!;
        using var phone = new ScriptedPhone();
        for (var i = 0; i < Texts.Count; i++)
        {
            var quoted = Texts[i].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            var user = Uri.EscapeDataString(Texts[i]);
            var invite = phone.Request("INVITE", sip, $"hostile-{i}", body: ScriptedPhone.Sdp, headers: $"User-Agent: {Texts[i]}\r\nSubject: {Texts[i]}")
                .Replace("\"Phone\" <sip:phone@", $"\"{quoted}\" <sip:{user}@", StringComparison.Ordinal).Replace("sip:100@", $"sip:{user}@", StringComparison.Ordinal);
            phone.Send(invite, sip);
            Assert.Equal(404, (await phone.ExpectLaterAsync("404")).Status);
        }
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using VoiceDock.Core.Calls.Events;
using VoiceDock.Core.Common;
using VoiceDock.Web.Api;

namespace VoiceDock.Web.Calls.Events;

/// <summary>The blocks of an event stream, as the HTML standard writes them (section 9.2).</summary>
internal static class CallEventText
{
    /// <summary>A comment: it only shows that the stream lives.</summary>
    public const string KeepAlive = ": keep-alive\n\n";

    // Milliseconds after which a browser connects again.
    private const int Retry = 2_000;

    private static readonly JsonSerializerOptions WithoutMessages = new(WireJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { DropMessages } },
    };

    /// <summary>The first block: no event, but from where on a reader that is cut off goes on.</summary>
    public static string Begin(long position) => Text($"retry: {Retry}\nid: {position}\n\n");

    /// <summary>The reader has missed events that are not kept any more.</summary>
    public static string Reset(long position) => Text($"event: reset\nid: {position}\ndata: {{}}\n\n");

    public static string Of(CallEvent news, DateTime utcNow)
    {
        var data = news.Transfer is { } transfer
            ? JsonSerializer.Serialize(TransferDto.From(transfer), WireJson.Options)
            : JsonSerializer.Serialize(CallDto.From(news.Call, utcNow), WithoutMessages);
        return Text($"event: {WireName.Of(news.Kind)}\nid: {news.Id}\ndata: {data}\n\n");
    }

    private static string Text(FormattableString block) => block.ToString(CultureInfo.InvariantCulture);

    private static void DropMessages(JsonTypeInfo type)
    {
        if (type.Type == typeof(CallDto) && type.Properties.FirstOrDefault(p => p.Name == "messages") is { } messages)
        {
            type.Properties.Remove(messages);
        }
    }
}

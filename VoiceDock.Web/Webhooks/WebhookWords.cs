using VoiceDock.Core.Webhooks;
using VoiceDock.Core.Webhooks.Deliveries;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Webhooks;

/// <summary>Webhooks as a person reads them.</summary>
public static class WebhookWords
{
    public static readonly IReadOnlyList<(string Name, string Words)> Events =
    [
        (WebhookEvents.AssistantRequest, "Who answers? Asked while a call rings; 5 seconds to reply"),
        (WebhookEvents.ToolCalls, "An assistant calls a tool; 10 seconds to reply"),
        (WebhookEvents.StatusUpdate, "A call is answered, transferred or over"),
        (WebhookEvents.EndOfCallReport, "One report when a call is over"),
        (WebhookEvents.TransferUpdate, "Each step of a transfer, from dialling on"),
        (WebhookEvents.TrunkHealthUpdate, "A trunk goes down, or is up again"),
    ];

    public static readonly IReadOnlyList<(DeliveryState? State, string Words)> Filters =
    [
        (null, "All"), (DeliveryState.Pending, "Pending"), (DeliveryState.Retrying, "Retrying"), (DeliveryState.Delivered, "Delivered"), (DeliveryState.DeadLetter, "Dead letters"),
    ];

    public static string Of(DeliveryState state) => state switch
    {
        DeliveryState.Pending => "Pending",
        DeliveryState.Retrying => "Retrying",
        DeliveryState.Delivered => "Delivered",
        _ => "Dead letter",
    };

    public static Tone ToneOf(DeliveryState state) => state switch
    {
        DeliveryState.Pending => Tone.Info,
        DeliveryState.Retrying => Tone.Suspect,
        DeliveryState.Delivered => Tone.Up,
        _ => Tone.Down,
    };

    public static string Attempts(WebhookDelivery delivery) => delivery.Attempts switch { 0 => "not tried yet", 1 => "1 attempt", var count => $"{count} attempts" };

    /// <summary>What the last attempt came to.</summary>
    public static string? Last(WebhookDelivery delivery) => delivery switch
    {
        { LastAt: null } => null,
        { LastProblem: { } problem } => problem,
        _ => $"It answered {delivery.LastStatus} after {Took(delivery.LastMilliseconds ?? 0)}.",
    };

    public static string Took(double milliseconds) => milliseconds < 1000
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{milliseconds:0} ms")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s");
}

namespace VoiceDock.Core.Webhooks.Deliveries;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>Not tried yet, or to be sent again.</summary>
    Pending,

    /// <summary>Tried and not taken; <see cref="WebhookDelivery.NextAt"/> says when it is tried again.</summary>
    Retrying,

    /// <summary>Taken with 2xx.</summary>
    Delivered,

    /// <summary>Given up; a person can send it again.</summary>
    DeadLetter,
}

/// <summary>One event for one address. Read-only outside the core.</summary>
public sealed class WebhookDelivery
{
    public Guid Id { get; internal set; }

    /// <summary>What was first is sent first, within a subject.</summary>
    public long Sequence { get; internal set; }

    /// <summary>The call or trunk it tells of: deliveries of one subject to one address go out in order.</summary>
    public Guid SubjectId { get; internal set; }

    /// <summary>Whose address and secret: an assistant's id, or <see cref="Settings.WebhookAccount.TheId"/>.</summary>
    public Guid OwnerId { get; internal set; }

    public string Event { get; internal set; } = "";

    /// <summary>Where it was tried last, or is to go.</summary>
    public string Url { get; internal set; } = "";

    /// <summary>The address was given for one call alone.</summary>
    public bool IsOneTime { get; internal set; }

    /// <summary>JSON.</summary>
    public string Body { get; internal set; } = "";

    public DeliveryState State { get; internal set; }

    public DateTime CreatedAt { get; internal set; }

    /// <summary>Of an unfinished one: not before. UTC.</summary>
    public DateTime NextAt { get; internal set; }

    public int Attempts { get; internal set; }

    /// <summary>Of the last attempt; null before it. UTC.</summary>
    public DateTime? LastAt { get; internal set; }

    /// <summary>HTTP status of the last attempt; null when there was no answer.</summary>
    public int? LastStatus { get; internal set; }

    /// <summary>Why the last attempt does not count, one sentence.</summary>
    public string? LastProblem { get; internal set; }

    public int? LastMilliseconds { get; internal set; }

    /// <summary>The header <c>webhook-id</c>, the same at every attempt.</summary>
    public string WebhookId => $"msg_{Id:N}";

    public bool IsFinished => State is DeliveryState.Delivered or DeliveryState.DeadLetter;
}

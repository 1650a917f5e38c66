namespace VoiceDock.Web.Api;

/// <summary>Settings <c>Api:*</c>.</summary>
public sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Requests a key may send in any 60 seconds; 1-100000.</summary>
    public int RequestsPerMinute { get; set; } = 100;

    /// <summary>Wrong keys an address may present in any 60 seconds before it is refused unread; 1-100000.</summary>
    public int FailedKeysPerMinute { get; set; } = 20;
}

using Microsoft.Extensions.Options;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Webhooks.Settings;

/// <summary>What the account's address may look like.</summary>
public sealed class WebhookRules(HttpTargets targets, IOptions<WebhookOptions> options)
{
    public const int LongestUrl = 2048;
    public const int LongestSecret = 256;

    /// <summary>All problems with wire field names; empty when the input is fine.</summary>
    public IReadOnlyList<(string Field, string What)> Problems(WebhookInput input)
    {
        List<(string Field, string What)> problems = [];
        if (Address(input.Url) is { } address) problems.Add(("url", address));
        if (FieldText.Length(input.Secret, LongestSecret) is { } secret) problems.Add(("secret", secret));
        if (input.Events.FirstOrDefault(e => !WebhookEvents.All.Contains(e)) is { } unknown)
            problems.Add(("events", $"'{FieldText.Shown(unknown)}' is no event; there are {string.Join(", ", WebhookEvents.All)}"));
        return problems;
    }

    private string? Address(string? text)
    {
        if (text is null) return "is required";
        if (FieldText.Line(text, LongestUrl) is { } problem) return problem;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0)
            return "must be an https address without user name, such as https://example.com/voicedock";
        var networks = options.Value.Networks;
        // A name is judged when it is used; in the clear it could only be one that leads to a listed network.
        if (uri.Scheme == "http" && networks.Count == 0) return "must be https: plain http is only for private networks listed in Webhooks:AllowedPrivateNetworks";
        return targets.Problem(uri, networks) is { } reason ? $"is not allowed as a target: {reason} (setting Webhooks:AllowedPrivateNetworks)" : null;
    }
}

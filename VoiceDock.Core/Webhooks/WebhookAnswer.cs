namespace VoiceDock.Core.Webhooks;

/// <summary>What came of one request to a receiver.</summary>
/// <param name="Status">Of its HTTP answer; null when there was none.</param>
/// <param name="Body">At most <see cref="WebhookClient.LongestAnswer"/> bytes of it.</param>
/// <param name="Took">From the start of the connection to the end of the answer.</param>
/// <param name="Problem">Why it does not count, one sentence; null for 2xx.</param>
public sealed record WebhookAnswer(int? Status, byte[] Body, TimeSpan Took, string? Problem)
{
    /// <summary>Characters.</summary>
    public const int LongestExcerpt = 500;

    public bool IsOk => Problem is null;

    /// <summary>The beginning of the answer as text, without control characters.</summary>
    public string Excerpt
    {
        get
        {
            var text = System.Text.Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 4 * LongestExcerpt)));
            var clean = Common.FieldText.OneLine(text);
            return clean.Length <= LongestExcerpt ? clean : clean[..LongestExcerpt] + "…";
        }
    }
}

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>The design's table of final answers, written down once more so that a slip in the product's own cannot hide.</summary>
internal static class MatrixReasons
{
    private static readonly Dictionary<int, string> Rows = new()
    {
        [401] = "auth_failed",
        [403] = "forbidden",
        [404] = "not_found",
        [407] = "auth_failed",
        [408] = "trunk_timeout",
        [410] = "not_found",
        [415] = "no_common_codec",
        [416] = "bad_number",
        [480] = "unavailable",
        [482] = "loop",
        [483] = "loop",
        [484] = "bad_number",
        [486] = "busy",
        [487] = "cancelled",
        [488] = "no_common_codec",
        [600] = "busy",
        [603] = "declined",
        [604] = "not_found",
        [606] = "no_common_codec",
        [607] = "declined",
    };

    /// <summary>Codes with a row of their own, and one of each class without.</summary>
    public static IEnumerable<int> WithRows => [302, 400, 405, 422, .. Rows.Keys, 500, 503, 504, 699];

    /// <param name="rang">An 18x came before.</param>
    public static string For(int code, bool rang) => code switch
    {
        < 400 => "redirected",
        408 or 480 when rang => "no_answer",
        >= 500 and < 600 => "trunk_error",
        _ => Rows.GetValueOrDefault(code, "protocol_error"),
    };

    /// <summary>The same of a NOTIFY after a REFER: what the PBX says of itself, not of the destination, is its own failure.</summary>
    public static string ForNotify(int code) => code is 405 or (>= 500 and < 600) ? "refer_failed" : For(code, rang: false);
}

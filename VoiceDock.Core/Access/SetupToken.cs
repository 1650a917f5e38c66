namespace VoiceDock.Core.Access;

/// <summary>
/// The one-time token that opens first-run set-up: 256 bit, 30 minutes, a new one at every start, void as soon as somebody exists. Thread-safe.
/// </summary>
public sealed class SetupToken(TimeProvider time)
{
    /// <summary>Makes a new token and forgets the old one. Called once at start, when there is no user.</summary>
    /// <returns>Text fit for a link; printed on the console, never logged elsewhere.</returns>
    public string Issue() => throw new NotImplementedException(time.ToString());

    /// <summary>Fixed-time comparison; false when none is open, it is another one, used, or too old.</summary>
    public bool IsValid(string? token) => throw new NotImplementedException();

    /// <summary>Voids the token.</summary>
    public void Close() => throw new NotImplementedException();
}

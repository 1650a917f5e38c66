using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Auth;

/// <summary>Credentials for the next try of a request.</summary>
/// <param name="HeaderName">Authorization or Proxy-Authorization.</param>
public sealed record DigestAnswer(string HeaderName, string HeaderValue, string Realm)
{
    /// <summary>Puts the header into the next try: one for the same realm is replaced, others stay (401 then 407; two proxies).</summary>
    public void AddTo(SipRequest request)
    {
        var kept = request.Headers.All(HeaderName).Where(line => !DigestFields.ParseAll(line).Any(f => f["realm"] == Realm)).ToArray();
        request.Headers.Remove(HeaderName);
        foreach (var line in kept) request.Headers.Add(HeaderName, line);
        request.Headers.Add(HeaderName, HeaderValue);
    }

    /// <summary>Without the value, which belongs in no log.</summary>
    public override string ToString() => SipText.Clean($"{HeaderName} for realm {Realm}");
}

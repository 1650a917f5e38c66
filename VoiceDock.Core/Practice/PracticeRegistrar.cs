using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice;

/// <summary>Takes registrations with the trunk account (RFC 3261 section 10.3, one contact an account).</summary>
internal sealed class PracticeRegistrar(PracticeGate gate, TimeProvider time)
{
    private const int LongestSeconds = 600;

    private readonly Lock _lock = new();
    private string? _contact;
    private DateTimeOffset _until;

    public SipResponse Answer(SipRequest request)
    {
        var verdict = gate.Check(request);
        if (verdict != DigestVerdictKind.Accepted)
            return Challenge(request, verdict == DigestVerdictKind.Stale);
        lock (_lock)
        {
            if (request.Headers["Contact"] is { } contact)
                Bind(request, contact);
            var response = request.CreateResponse(200);
            var left = (int)(_until - time.GetUtcNow()).TotalSeconds;
            if (_contact is not null && left > 0)
                response.Headers.Add("Contact", $"{_contact};expires={left}");
            return response;
        }
    }

    private void Bind(SipRequest request, string contact)
    {
        var seconds = int.TryParse(request.Headers["Expires"], out var wish) ? Math.Clamp(wish, 0, LongestSeconds) : LongestSeconds;
        if (contact == "*" || seconds == 0)
        {
            _contact = null;
            return;
        }
        _contact = NameAddr.TryParse(contact, out var address) ? $"<{address.Uri}>" : null;
        _until = time.GetUtcNow().AddSeconds(seconds);
    }

    private SipResponse Challenge(SipRequest request, bool stale)
    {
        var response = request.CreateResponse(401);
        foreach (var challenge in gate.Challenges(stale))
            response.Headers.Add("WWW-Authenticate", challenge);
        return response;
    }
}

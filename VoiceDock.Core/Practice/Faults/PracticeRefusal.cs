using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Practice.Faults;

/// <summary>A final response of 300 or above.</summary>
internal sealed record PracticeRefusal(int Status, params (string Name, string Value)[] Headers)
{
    public SipResponse To(SipRequest request)
    {
        var response = request.CreateResponse(Status);
        foreach (var (name, value) in Headers) response.Headers.Add(name, value);
        return response;
    }
}

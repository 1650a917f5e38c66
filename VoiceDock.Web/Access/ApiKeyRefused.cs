using VoiceDock.Core.Common;

namespace VoiceDock.Web.Access;

/// <summary>Carries the reason from the authentication handler to the gate; never thrown.</summary>
public sealed class ApiKeyRefused(Error error) : Exception(error.Message)
{
    public Error Error => error;
}

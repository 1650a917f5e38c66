using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Registrations;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Registers trunks over the agent that carries their calls, so that the Contact is where calls reach us.</summary>
internal sealed class TrunkRegistrar(SipEngine engine, ITrunkTargets targets, TrunkDirectory directory, IOptions<TrunkRegistrationOptions> pace, TimeProvider time) : ITrunkRegistrar
{
    public Task KeepRegisteredAsync(Trunk trunk, Action<TrunkRegistration> report, CancellationToken stop)
    {
        var peer = new TrunkRegistrationPeer(engine.Parts, targets, directory, trunk, report);
        var delays = new RegistrationDelays(() => RandomNumberGenerator.GetInt32(1000) / 1000.0, Pace(pace.Value));
        return new RegistrationClient(Options(trunk), peer, delays, time).RunAsync(stop);
    }

    private static RegistrationPace Pace(TrunkRegistrationOptions pace) => new()
    {
        First = TimeSpan.FromSeconds(pace.RetrySeconds),
        Longest = TimeSpan.FromSeconds(Math.Max(pace.RetrySeconds, pace.LongestRetrySeconds)),
        AfterRefusal = TimeSpan.FromMinutes(pace.AfterRefusalMinutes),
    };

    private static RegistrationOptions Options(Trunk trunk)
    {
        var domain = trunk.FromDomain ?? trunk.Host;
        return new RegistrationOptions
        {
            Registrar = new SipUri { Scheme = "sip", Host = domain, Port = trunk.FromDomain is null ? trunk.Port : null },
            AddressOfRecord = new NameAddr { Uri = new SipUri { Scheme = "sip", User = trunk.FromUser ?? trunk.Username, Host = domain } },
            Expires = TimeSpan.FromSeconds(trunk.RegisterExpires),
        };
    }
}

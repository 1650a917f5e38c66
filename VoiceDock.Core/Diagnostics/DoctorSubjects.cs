using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics;

/// <summary>Makes subjects of what people have: a trunk, a form, an address. Thread-safe.</summary>
public sealed class DoctorSubjects(TrunkRules rules, TrunkCredentials credentials)
{
    /// <summary>A saved trunk as it is.</summary>
    public DoctorSubject Of(Trunk trunk) => DoctorSubject.Saved(trunk, credentials);

    /// <summary>
    /// A form that is not saved. A stored password is used only where saving the form would keep it: never for another host, transport, authority or realm.
    /// </summary>
    /// <param name="stored">The trunk being edited; null for a new one.</param>
    /// <returns>The subject, or <c>validation_failed</c> naming the fields. A name is not needed.</returns>
    public Result<DoctorSubject> Of(TrunkInput input, Trunk? stored = null)
    {
        var draft = TrunkDrafts.Of(input, stored, rules);
        if (!draft.IsOk) return draft.Error;
        var settings = draft.Value;
        if (string.IsNullOrWhiteSpace(input.Name)) settings.Name = settings.Host;
        settings.RealmIsLearnt = stored?.RealmIsLearnt == true && settings.Realm == stored.Realm;
        var mayUseStored = stored is not null && !TrunkMove.AsksForPassword(stored, input);
        return DoctorSubject.Unsaved(settings, stored, input.Password, credentials, mayUseStored);
    }

    /// <summary>A bare address, such as <c>pbx.example.com</c>, <c>192.0.2.10:5080</c> or <c>sip:pbx.example.com</c>.</summary>
    /// <returns>The subject, or <c>validation_failed</c>.</returns>
    public Result<DoctorSubject> Of(string address, TrunkTransport transport)
    {
        if (!TrunkAddress.TryParse(address, out var parsed))
            return Error.Validation([("address", "is no host name and no IP address; write it like pbx.example.com or 192.0.2.10:5060")]);
        return Of(new TrunkInput { Host = parsed.Host, Port = parsed.Port, Transport = WireName.Of(transport) });
    }
}

namespace VoiceDock.Core.Sip.Registrations;

/// <summary>Why a REGISTER with credentials made no binding.</summary>
public enum RegistrarRefusal
{
    /// <summary>Unknown user or wrong password.</summary>
    WrongCredentials,

    /// <summary>Calls may not be sent to the address it came from.</summary>
    AddressNotAllowed,

    /// <summary>The account holds as many contacts as it may.</summary>
    TooManyContacts,
}

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>What dialling over trunks needs of the call it is for. All on the call's actor.</summary>
internal interface IDialHost
{
    CallServices Services { get; }

    CallView Call { get; }

    /// <summary>Whose number is shown where the trunk shows the caller's: E.164, null when it is withheld.</summary>
    string? ShownNumber { get; }

    /// <summary>The name shown with it.</summary>
    string? ShownName { get; }

    /// <summary>Queues work on the call's actor; safe from any thread.</summary>
    void Post(Action work);

    /// <summary>Sends the INVITE at once. Null when no audio port is free: nothing was sent.</summary>
    ICallLeg? Dial(DialPlan plan);
}

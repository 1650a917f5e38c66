namespace VoiceDock.Core.Calls;

/// <summary>Decides on inbound calls. Called on a SIP thread: answers from memory, never waits.</summary>
public interface ICallReceiver
{
    InboundVerdict Receive(InboundCall call);

    /// <summary>Somebody who is no peer of any trunk sent a request; at most one notice per address and minute.</summary>
    void OnUnknownSource(string address, string summary);
}

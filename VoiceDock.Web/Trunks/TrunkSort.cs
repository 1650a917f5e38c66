namespace VoiceDock.Web.Trunks;

/// <summary>By which column the list of trunks is sorted.</summary>
public enum TrunkSort
{
    Name,
    Address,
    State,
    Numbers,
    Calls,
    Transfer,
}

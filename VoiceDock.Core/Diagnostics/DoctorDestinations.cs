using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics;

/// <summary>Whether a run may have its destination: the rules of transfers hold for the doctor too.</summary>
internal sealed class DoctorDestinations(TransferPlanner planner)
{
    /// <summary>Null when the order is fine.</summary>
    public Error? Problem(DoctorOrder order)
    {
        if (string.IsNullOrWhiteSpace(order.Destination))
            return order.Mode is DoctorMode.Silent or DoctorMode.Nobody ? null : DoctorErrors.DestinationNeeded(order.Mode);
        var target = planner.Read(order.Subject.Trunk, order.Destination);
        return target.IsOk ? NumberRule.Format(order.Subject.Trunk, target.Value).Error : target.Error;
    }

    /// <summary>Null when it is none.</summary>
    public static DialTarget? Read(DoctorOrder order) =>
        DialTarget.TryParseTyped(order.Destination, order.Subject.Trunk.DestinationHosts, out var target) ? target : null;
}

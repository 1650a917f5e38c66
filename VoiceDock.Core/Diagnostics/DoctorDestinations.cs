using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Security;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics;

/// <summary>Whether a run may have its destination: the rules of transfers hold for the doctor too.</summary>
internal sealed class DoctorDestinations(NumberDirectory numbers)
{
    /// <summary>Null when the order is fine.</summary>
    public Error? Problem(DoctorOrder order)
    {
        if (string.IsNullOrWhiteSpace(order.Destination))
            return order.Mode is DoctorMode.Silent or DoctorMode.Nobody ? null : DoctorErrors.DestinationNeeded(order.Mode);
        if (Read(order) is not { } target)
            return TransferErrors.InvalidDestination("Enter a number such as +31612345678, or an extension of letters, digits and * # + . _ -.");
        if (target.IsNumber && numbers.IsOwn(target.Value))
            return TransferErrors.OwnNumber(target.Value);
        if (DestinationPolicy.Check(target).Error is { } refused)
            return refused;
        return NumberRule.Format(order.Subject.Trunk, target).Error;
    }

    /// <summary>Null when it is none.</summary>
    public static DialTarget? Read(DoctorOrder order) =>
        DialTarget.TryParseTyped(order.Destination, order.Subject.Trunk.DestinationHosts, out var target) ? target : null;
}

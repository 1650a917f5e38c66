using PhoneNumbers;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Security;

/// <summary>
/// The toll policy for phone numbers: every number in use is allowed except premium-rate, shared-cost, satellite and international-network
/// numbers and those of unknown kind. Extensions are the trunk's business. Pure and thread-safe.
/// </summary>
public static class DestinationPolicy
{
    private static readonly PhoneNumberUtil Plan = PhoneNumberUtil.GetInstance();

    // Country codes that belong to no country: satellite systems, global networks, personal numbers, premium.
    private static readonly Dictionary<int, string> Networks = new()
    {
        [870] = "a satellite number",
        [878] = "a global personal number",
        [881] = "a satellite number",
        [882] = "an international network number",
        [883] = "an international network number",
        [888] = "a disaster relief number",
        [979] = "an international premium-rate number",
    };

    /// <returns>Ok, or <c>destination_not_allowed</c> with the reason.</returns>
    public static Result Check(DialTarget target) =>
        target.IsNumber && WhyRefused(target.Value) is { } reason ? Refused(target, reason) : Result.Ok;

    /// <summary>Why a number is refused, for example <c>a premium-rate number</c>; null when it is allowed.</summary>
    /// <param name="e164">An E.164 number.</param>
    public static string? WhyRefused(string e164)
    {
        if (!Common.PhoneNumber.TryParse(e164, null, out var number)) return "not a number of any country";
        if (Networks.TryGetValue(number.CountryCode, out var network)) return network;
        return Plan.GetNumberType(number) switch
        {
            PhoneNumberType.PREMIUM_RATE => "a premium-rate number",
            PhoneNumberType.SHARED_COST => "a shared-cost number",
            PhoneNumberType.UNKNOWN => "not a number in use in any country",
            _ => null,
        };
    }

    private static Error Refused(DialTarget target, string reason) =>
        new(ErrorKind.Forbidden, "destination_not_allowed", $"{target} is {reason}; such calls are not allowed.")
        {
            Details = [$"destination: {reason}"],
        };
}

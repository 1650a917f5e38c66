using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Waiting;

/// <summary>Tells number formats apart. Pure.</summary>
public static class NumberLooks
{
    private const int LongestExtension = 6;

    public static NumberLook Of(string? user)
    {
        if (user is null) return NumberLook.Name;
        if (PhoneNumber.IsE164(user)) return NumberLook.E164Plus;
        if (user.Length == 0 || user.AsSpan().ContainsAnyExceptInRange('0', '9')) return NumberLook.Name;
        if (user.Length <= LongestExtension) return NumberLook.Extension;
        return user switch
        {
            ['0', '0', ..] => NumberLook.DoubleZero,
            ['0', ..] => NumberLook.National,
            _ => NumberLook.E164Plain,
        };
    }

    /// <summary>The trunk's setting for numbers written this way; null where none follows from it.</summary>
    public static NumberFormat? FormatOf(NumberLook look) => look switch
    {
        NumberLook.E164Plus => NumberFormat.E164Plus,
        NumberLook.E164Plain => NumberFormat.E164Plain,
        NumberLook.DoubleZero => NumberFormat.E164DoubleZero,
        NumberLook.National => NumberFormat.National,
        _ => null,
    };
}

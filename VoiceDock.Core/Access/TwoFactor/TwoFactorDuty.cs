namespace VoiceDock.Core.Access.TwoFactor;

/// <summary>Whether somebody owes the set-up of two-factor.</summary>
public enum DutyState
{
    /// <summary>It is not asked of them, or set up.</summary>
    None,

    /// <summary>Asked of them; they may still sign in without.</summary>
    Soon,

    /// <summary>They may do nothing before they have set it up.</summary>
    Now,
}

/// <param name="Until">UTC; end of the time of grace. Set with <see cref="DutyState.Soon"/>.</param>
public readonly record struct TwoFactorDuty(DutyState State, DateTime? Until = null)
{
    public static readonly TwoFactorDuty None;
}

namespace VoiceDock.Core.Calls;

/// <summary>Something that happened on one leg. Raised by the engine, handled by the call's actor only.</summary>
public abstract record LegEvent(ICallLeg Leg);

/// <summary>The destination rings (18x).</summary>
/// <param name="EarlyMedia">Its audio is armed before the answer, and the caller may hear it.</param>
public sealed record LegRinging(ICallLeg Leg, bool EarlyMedia) : LegEvent(Leg);

/// <summary>The destination answered; its media is armed and the ACK is sent.</summary>
public sealed record LegAnswered(ICallLeg Leg) : LegEvent(Leg);

/// <summary>The caller's ACK to our 200 arrived.</summary>
public sealed record LegConfirmed(ICallLeg Leg) : LegEvent(Leg);

/// <summary>The leg is over; nothing follows.</summary>
public sealed record LegEnded(ICallLeg Leg, LegEnd End) : LegEvent(Leg);

/// <summary>The far end pressed a key: 0-9, *, #, A-D.</summary>
public sealed record LegDigit(ICallLeg Leg, char Key) : LegEvent(Leg);

/// <summary>The first audio packet of this leg arrived.</summary>
public sealed record LegFirstAudio(ICallLeg Leg) : LegEvent(Leg);

/// <summary>The first audio packet to this leg was sent.</summary>
public sealed record LegFirstSent(ICallLeg Leg) : LegEvent(Leg);

/// <summary>The far end has put us on hold or taken us off; the leg knows which.</summary>
public sealed record LegHold(ICallLeg Leg) : LegEvent(Leg);

/// <summary>Nothing was heard for this long.</summary>
public sealed record LegSilent(ICallLeg Leg, TimeSpan Age) : LegEvent(Leg);

/// <summary>Something is heard again after <see cref="LegSilent"/>.</summary>
public sealed record LegAudible(ICallLeg Leg) : LegEvent(Leg);

/// <summary>A <see cref="ICallLeg.Hold"/> or <see cref="ICallLeg.Resume"/> is settled.</summary>
/// <param name="Held">Whether the far end is on our hold now.</param>
/// <param name="SipCode">The status it was refused with; null when it was accepted, or never answered.</param>
public sealed record LegHoldSettled(ICallLeg Leg, bool Held, int? SipCode) : LegEvent(Leg);

/// <summary>How a <see cref="ICallLeg.Refer"/> goes. A final stage comes once, and before <see cref="LegEnded"/>.</summary>
/// <param name="SipCode">The status told by the answer or the NOTIFY; null when none was.</param>
/// <param name="SipReason">Its reason phrase, cleaned.</param>
public sealed record LegReferred(ICallLeg Leg, ReferStage Stage, int? SipCode, string? SipReason) : LegEvent(Leg);

using FluentValidation;
using FluentValidation.Results;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// What a trunk may look like; one place for form and API. Reports every problem at once. Where packets may go is the target guard's
/// business, asked by <see cref="TrunkStore"/>.
/// </summary>
public sealed class TrunkRules : AbstractValidator<TrunkInput>
{
    public TrunkRules()
    {
        RuleFor(t => t.Name).Custom(Required(text => FieldText.Line(text, 100)));
        RuleFor(t => t.Host).Custom(Required(TrunkFields.Host));
        RuleFor(t => t.Port).Custom(Between<int>(1, 65535));
        RuleFor(t => t.Username).Custom(Text(TrunkFields.User));
        RuleFor(t => t.AuthUsername).Custom(Text(TrunkFields.User));
        RuleFor(t => t.Password).Custom(Text(text => FieldText.Length(text, 256)));
        RuleFor(t => t.Provider).Custom(Text(text => FieldText.Line(text, 64)));
        RuleFor(t => t.Transport).Custom(OneOf<TrunkTransport>());
        RuleFor(t => t.TlsCaPem).Custom(Text(TrunkFields.CaPem));
        RuleFor(t => t.InboundAddresses).Custom(TrunkFields.InboundAddresses);
        RuleFor(t => t.FromUser).Custom(Text(TrunkFields.Token));
        RuleFor(t => t.FromDomain).Custom(Text(TrunkFields.Host));
        RuleFor(t => t.Realm).Custom(Text(text => FieldText.Line(text, 128)));
        RuleForRegistration();
        RuleFor(t => t.Codecs).Custom(TrunkFields.Codecs);
        RuleForNumbers();
        RuleFor(t => t.TransferMethod).Custom(OneOf<TransferMethod>());
        RuleFor(t => t.Headers).Custom(TrunkHeaderRules.Headers);
        RuleFor(t => t.RingTimeoutSeconds).Custom(Between<int>(5, 120));
        RuleFor(t => t.MaxConcurrentCalls).Custom(Between<int>(1, 1000));
        RuleFor(t => t.MaxCallsPerSecond).Custom(Between<double>(0.1, 50));
        RuleFor(t => t.MaxCallsPerDay).Custom(Between<int>(1, 1_000_000));
        RuleFor(t => t.MaxMinutesPerDay).Custom(Between<int>(1, 1_000_000));
        RuleFor(t => t.OptionsIntervalSeconds).Must(seconds => seconds is null or 0 or (>= 10 and <= 3600)).WithMessage("must be 0 (off) or between 10 and 3600");
        RuleFor(t => t.Srtp).Custom(OneOf<TrunkSrtp>());
        RuleFor(t => t.MediaLatch).Custom(OneOf<MediaLatch>());
        RuleFor(t => t.BackupTrunkId).Custom(Text(text => Guid.TryParseExact(text, "D", out _) ? null : "must be the id of a trunk"));
        RuleFor(t => t.OnFarLoss).Custom(OneOf<OnFarLoss>());
        RuleFor(t => t.AfterHangup).Custom(OneOf<AfterHangup>());
    }

    private void RuleForRegistration()
    {
        RuleFor(t => t.RegisterExpires).Custom(Between<int>(60, 86400));
        RuleFor(t => t.RegistrationUsername).Custom(Text(TrunkFields.User));
        RuleFor(t => t.RegistrationPassword).Custom(Text(text => FieldText.Length(text, 256)));
        RuleFor(t => t.Username).Must((t, _) => (t.Username ?? t.AuthUsername) is not null)
            .When(t => t.Register == true).WithMessage("is needed to register with the PBX");
        RuleFor(t => t.RegistrationUsername).Must(user => user is not null)
            .When(t => t.AcceptsRegistration == true).WithMessage("is needed: the PBX registers as this user");
        RuleFor(t => t.AcceptsRegistration).Must(accepts => accepts != true)
            .When(t => t.Register == true).WithMessage("cannot be on together with register: one side registers with the other");
    }

    private void RuleForNumbers()
    {
        RuleFor(t => t.NumberFormat).Custom(OneOf<NumberFormat>());
        RuleFor(t => t.NumberCountry).Custom(Text(TrunkFields.Country));
        RuleFor(t => t.NumberCountry).Must(country => country is not null)
            .When(t => string.Equals(t.NumberFormat, WireName.Of(Trunks.NumberFormat.National), StringComparison.OrdinalIgnoreCase))
            .WithMessage("is needed for the national number format");
        RuleFor(t => t.NumberPrefix).Custom(Text(TrunkFields.Prefix));
        RuleFor(t => t.ExtensionPattern).Custom(Text(TrunkFields.Pattern));
        RuleFor(t => t.CallerIdNumber).Custom(Text(TrunkFields.Number));
        RuleFor(t => t.CallerIdPolicy).Custom(OneOf<CallerIdPolicy>());
        RuleFor(t => t.CallerIdHeader).Custom(OneOf<CallerIdHeader>());
        RuleFor(t => t.CallerIdNumber).Must(number => number is not null)
            .When(t => string.Equals(t.CallerIdPolicy, WireName.Of(Trunks.CallerIdPolicy.Fixed), StringComparison.OrdinalIgnoreCase))
            .WithMessage("is needed for the caller ID policy fixed");
    }

    /// <summary>All problems with wire field names; empty when the input is fine.</summary>
    public IReadOnlyList<(string Field, string What)> Problems(TrunkInput input) =>
        [.. Validate(input).Errors.Select(e => (WireName.OfProperty(e.PropertyName), e.ErrorMessage))];

    /// <summary>Of a transport's wire name, or null.</summary>
    public static bool IsTls(string? transport) => string.Equals(transport, "tls", StringComparison.OrdinalIgnoreCase);

    private static Action<string?, ValidationContext<TrunkInput>> Text(Func<string?, string?> judge) => (text, context) =>
    {
        var problem = text is null ? null : FieldText.Length(text, int.MaxValue) ?? judge(text);
        if (problem is not null) context.AddFailure(new ValidationFailure(context.PropertyPath, problem));
    };

    private static Action<string?, ValidationContext<TrunkInput>> Required(Func<string?, string?> judge) => (text, context) =>
    {
        if (text is null) context.AddFailure(new ValidationFailure(context.PropertyPath, "is required"));
        else Text(judge)(text, context);
    };

    private static Action<string?, ValidationContext<TrunkInput>> OneOf<T>()
        where T : struct, Enum =>
        Text(text => WireName.TryParse<T>(text, out _) ? null : $"must be one of {string.Join(", ", WireName.All<T>())}");

    private static Action<T?, ValidationContext<TrunkInput>> Between<T>(T least, T most)
        where T : struct, IComparable<T> => (value, context) =>
    {
        // NaN compares below everything
        if (value is { } number && (number.CompareTo(least) < 0 || number.CompareTo(most) > 0))
            context.AddFailure(new ValidationFailure(context.PropertyPath, FormattableString.Invariant($"must be between {least} and {most}")));
    };
}

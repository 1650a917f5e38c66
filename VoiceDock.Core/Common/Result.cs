using System.Diagnostics.CodeAnalysis;

namespace VoiceDock.Core.Common;

/// <summary>The outcome of an operation that may be refused.</summary>
public readonly record struct Result(Error? Error)
{
    public static Result Ok => default;

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    public static implicit operator Result(Error error) => new(error);
}

/// <summary>A value, or the reason why there is none.</summary>
public readonly record struct Result<T>
{
    private readonly T? _value;

    public Result(T value) => _value = value;

    public Result(Error error) => Error = error;

    public Error? Error { get; }

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <exception cref="InvalidOperationException">The result is a refusal.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException(Error.Message);

    public static implicit operator Result<T>(T value) => new(value);

    public static implicit operator Result<T>(Error error) => new(error);
}

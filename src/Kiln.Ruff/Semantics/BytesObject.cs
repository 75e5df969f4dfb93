using System.Globalization;

namespace Kiln.Ruff.Semantics;

/// <summary>An immutable byte string.</summary>
public sealed class BytesObject : RuffHostObject
{
    private readonly byte[] _data;

    /// <summary>Takes over an array; the caller does not change it any more.</summary>
    public BytesObject(byte[] data) => _data = data;

    /// <inheritdoc/>
    public override string TypeName => "bytes";

    /// <inheritdoc/>
    public override string DebugForm => string.Create(CultureInfo.InvariantCulture, $"Bytes({_data.Length} bytes)");

    /// <inheritdoc/>
    public override int Length => _data.Length;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => _data;

    /// <summary>The bytes, for interfaces that need memory.</summary>
    public ReadOnlyMemory<byte> Memory => _data;

    /// <inheritdoc/>
    public override bool ContentEquals(RuffHostObject other) => other is BytesObject bytes && Span.SequenceEqual(bytes.Span);
}

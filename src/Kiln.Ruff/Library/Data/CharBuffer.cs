using System.Buffers;
using System.Globalization;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>Text under construction in a rented buffer, which counts against the guest's memory limit.</summary>
internal ref struct CharBuffer : IDisposable
{
    private const int FirstSize = 1024;
    private const int MaximumSize = 1 << 30;

    private readonly Context _context;
    private char[] _chars;
    private int _count;

    /// <summary>An empty text.</summary>
    /// <param name="context">The guest thread to charge.</param>
    public CharBuffer(Context context)
    {
        _context = context;
        _chars = ArrayPool<char>.Shared.Rent(FirstSize);
    }

    /// <summary>Adds a character.</summary>
    /// <returns>False if there is no room for it: the error is pending.</returns>
    public bool Append(char c)
    {
        if (_count == _chars.Length && !Grow(1))
        {
            return false;
        }

        _chars[_count++] = c;
        return true;
    }

    /// <summary>Adds a character several times.</summary>
    /// <returns>False if there is no room for it: the error is pending.</returns>
    public bool Append(char c, int count)
    {
        if (_count + count > _chars.Length && !Grow(count))
        {
            return false;
        }

        _chars.AsSpan(_count, count).Fill(c);
        _count += count;
        return true;
    }

    /// <summary>Adds the decimal text of an integer.</summary>
    /// <returns>False if there is no room for it: the error is pending.</returns>
    public bool AppendInteger(long value)
    {
        Span<char> digits = stackalloc char[20];
        value.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        return Append(digits[..length]);
    }

    /// <summary>Adds characters.</summary>
    /// <returns>False if there is no room for them: the error is pending.</returns>
    public bool Append(scoped ReadOnlySpan<char> text)
    {
        if (_count + (long)text.Length > _chars.Length && !Grow(text.Length))
        {
            return false;
        }

        text.CopyTo(_chars.AsSpan(_count));
        _count += text.Length;
        return true;
    }

    /// <summary>The text as a guest string.</summary>
    public readonly Value ToValue() => Value.FromString(new string(_chars, 0, _count));

    /// <summary>Gives the buffer back. The text must not be used after this.</summary>
    public readonly void Dispose() => ArrayPool<char>.Shared.Return(_chars);

    private bool Grow(int needed)
    {
        long size = Math.Max((long)_chars.Length * 2, (long)_count + needed);
        if (size > MaximumSize)
        {
            _context.Fail($"Text of more than {MaximumSize} characters");
            return false;
        }

        if (!_context.Charge(size * sizeof(char)) || _context.Poll())
        {
            return false;
        }

        char[] larger = ArrayPool<char>.Shared.Rent((int)size);
        _chars.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
        return true;
    }
}

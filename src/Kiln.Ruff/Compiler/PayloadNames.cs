using System.Globalization;

namespace Kiln.Ruff.Compiler;

/// <summary>
/// The names of a value's further payloads in a match: <c>case Shape::Box(side)</c> binds the first payload to <c>side</c>, the second to
/// <c>side_1</c>, and so on.
/// </summary>
internal static class PayloadNames
{
    // As many as a constructor takes at most.
    private const int Maximum = byte.MaxValue;

    /// <summary>The number of the payload that a name stands for beside a binding; 0 if it is none of them.</summary>
    public static int IndexOf(string binding, string name)
    {
        if (name.Length < binding.Length + 2 || !name.StartsWith(binding, StringComparison.Ordinal) || name[binding.Length] != '_')
        {
            return 0;
        }

        ReadOnlySpan<char> digits = name.AsSpan(binding.Length + 1);
        return digits[0] != '0' && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index <= Maximum ? index : 0;
    }
}

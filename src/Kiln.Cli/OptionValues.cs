using System.Globalization;
using Kiln.Runtime;

namespace Kiln.Cli;

/// <summary>Reads the values of options, and says what would have been right if they are wrong.</summary>
internal static class OptionValues
{
    /// <summary>As many megabytes as a size in bytes can hold.</summary>
    public const long MaximumMegabytes = long.MaxValue >> 20;

    private const double MaximumSeconds = 1e9;

    /// <summary>A whole number; null if the option is not given.</summary>
    public static long? Count(string option, string? text, long maximum, long minimum = 1)
    {
        if (text is null)
        {
            return null;
        }

        bool valid = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= minimum && value <= maximum;
        return valid ? value : throw Wrong(option, text, $"a whole number from {minimum} to {maximum}");
    }

    /// <summary>A time in seconds; null if the option is not given.</summary>
    public static TimeSpan? Seconds(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        bool valid = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value is > 0 and <= MaximumSeconds;
        return valid ? TimeSpan.FromSeconds(value) : throw Wrong(option, text, "a number of seconds above 0, such as 2.5");
    }

    /// <summary>The mode of the optimising tier, with the seed of the stress mode.</summary>
    public static (JitMode Mode, ulong Seed) Jit(string option, string? text)
    {
        const string Stress = "stress";
        switch (text)
        {
            case null or "auto":
                return (JitMode.Auto, 0);
            case "sync":
                return (JitMode.Sync, 0);
            case "off":
                return (JitMode.Off, 0);
            case Stress:
                return (JitMode.Stress, 0);
        }

        if (text.StartsWith(Stress + ":", StringComparison.Ordinal)
            && ulong.TryParse(text.AsSpan(Stress.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
        {
            return (JitMode.Stress, seed);
        }

        throw Wrong(option, text, "auto, sync, off, stress or stress:SEED with a whole number as SEED");
    }

    /// <summary>The look of diagnostics.</summary>
    public static DiagnosticStyle Diagnostics(string option, string? text) => text switch
    {
        null or "rich" => DiagnosticStyle.Rich,
        "plain" => DiagnosticStyle.Plain,
        "json" => DiagnosticStyle.Json,
        _ => throw Wrong(option, text, "plain, rich or json"),
    };

    /// <summary>The complaint about a value.</summary>
    public static UsageException Wrong(string option, string text, string expected) => new($"{option} takes {expected}, not '{text}'");
}

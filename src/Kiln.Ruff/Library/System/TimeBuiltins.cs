using System.Globalization;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Clocks, sleeping, and texts of times.</summary>
internal static class TimeBuiltins
{
    private const int VisiblePause = 20;

    // About a century: what TimeSpan and the timers can express.
    private const double LongestSleep = 3e12;
    private const string SecondsHelp = "now_unix(): seconds since 1970 as an int";
    private const string MillisecondsHelp = "current_timestamp(): milliseconds since 1970 as an int";

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("performance_now", 0, 0, PerformanceNow, BuiltinTraits.Borrows, "performance_now(): milliseconds since the start as a float"),
        new("time_us", 0, 0, TimeMicroseconds, BuiltinTraits.Borrows, "time_us(): microseconds since the start as a float"),
        new("time_ns", 0, 0, TimeNanoseconds, BuiltinTraits.Borrows, "time_ns(): nanoseconds since the start as a float"),
        new("now", 0, 0, Now, BuiltinTraits.Borrows, "now(): whole seconds since 1970 as a float"),
        new("now_unix", 0, 0, NowUnix, BuiltinTraits.Borrows, SecondsHelp),
        new("now_utc_seconds", 0, 0, NowUtcSeconds, BuiltinTraits.Borrows, SecondsHelp),
        new("current_timestamp", 0, 0, CurrentTimestamp, BuiltinTraits.Borrows, MillisecondsHelp),
        new("time", 0, 0, Time, BuiltinTraits.Borrows, MillisecondsHelp),
        new("now_utc", 0, 0, NowUtc, BuiltinTraits.Borrows, "now_utc(): the time as YYYY-MM-DDTHH:MM:SSZ"),
        new("sleep", 1, 1, Sleep, BuiltinTraits.Borrows, "sleep(ms): waits"),
        new("elapsed", 2, 2, Elapsed, BuiltinTraits.Borrows, "elapsed(start, end): the difference as a float"),
        new("format_duration", 1, 1, FormatDuration, BuiltinTraits.Borrows, "format_duration(ms): a duration with a fitting unit"),
        new("format_date", 2, 2, FormatDate, BuiltinTraits.Borrows, "format_date(seconds, format): UTC time with YYYY MM DD HH mm ss replaced"),
        new("parse_date", 2, 2, ParseDate, BuiltinTraits.Borrows, "parse_date(text, format): seconds since 1970 as a float"),
    ];

    private static Value PerformanceNow(Context context, ReadOnlySpan<Value> arguments) => SinceStart(context, "performance_now", 1e-6);

    private static Value TimeMicroseconds(Context context, ReadOnlySpan<Value> arguments) => SinceStart(context, "time_us", 1e-3);

    private static Value TimeNanoseconds(Context context, ReadOnlySpan<Value> arguments) => SinceStart(context, "time_ns", 1);

    private static Value SinceStart(Context context, string function, double perNanosecond) =>
        CapabilityGuard.Allows(context, Capabilities.Clock, function)
            ? Value.FromFloat(context.Engine.Clock.Elapsed.TotalNanoseconds * perNanosecond)
            : Value.Abnormal;

    private static Value Now(Context context, ReadOnlySpan<Value> arguments) =>
        CapabilityGuard.Allows(context, Capabilities.Clock, "now") ? Value.FromFloat(DateTimeOffset.UtcNow.ToUnixTimeSeconds()) : Value.Abnormal;

    private static Value NowUnix(Context context, ReadOnlySpan<Value> arguments) => UnixSeconds(context, "now_unix");

    private static Value NowUtcSeconds(Context context, ReadOnlySpan<Value> arguments) => UnixSeconds(context, "now_utc_seconds");

    private static Value UnixSeconds(Context context, string function) =>
        CapabilityGuard.Allows(context, Capabilities.Clock, function) ? Value.FromInt(DateTimeOffset.UtcNow.ToUnixTimeSeconds()) : Value.Abnormal;

    private static Value CurrentTimestamp(Context context, ReadOnlySpan<Value> arguments) => UnixMilliseconds(context, "current_timestamp");

    private static Value Time(Context context, ReadOnlySpan<Value> arguments) => UnixMilliseconds(context, "time");

    private static Value UnixMilliseconds(Context context, string function) =>
        CapabilityGuard.Allows(context, Capabilities.Clock, function) ? Value.FromInt(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()) : Value.Abnormal;

    private static Value NowUtc(Context context, ReadOnlySpan<Value> arguments) =>
        CapabilityGuard.Allows(context, Capabilities.Clock, "now_utc")
            ? Value.FromString(DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            : Value.Abnormal;

    private static Value Sleep(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!CapabilityGuard.Allows(context, Capabilities.Clock, "sleep"))
        {
            return Value.Abnormal;
        }

        if (!arguments[0].IsNumber || !(arguments[0].ToDouble >= 0))
        {
            return context.Fail("sleep() requires a non-negative number of milliseconds");
        }

        // What the program printed so far should be visible while it waits.
        double duration = arguments[0].ToDouble;
        if (duration >= VisiblePause)
        {
            context.Engine.Flush();
        }

        return GuestScheduler.Sleep(context, TimeSpan.FromMilliseconds(Math.Min(duration, LongestSleep))) ? Value.FromInt(0) : Value.Abnormal;
    }

    private static Value Elapsed(Context context, ReadOnlySpan<Value> arguments) =>
        arguments[0].IsNumber && arguments[1].IsNumber
            ? Value.FromFloat(arguments[1].ToDouble - arguments[0].ToDouble)
            : context.Fail("elapsed() requires two number arguments");

    private static Value FormatDuration(Context context, ReadOnlySpan<Value> arguments) =>
        arguments[0].IsNumber
            ? Value.FromString(TimeText.OfDuration(arguments[0].ToDouble))
            : context.Fail("format_duration() requires a number argument");

    private static Value FormatDate(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!Argument.TryWhole(arguments[0], out long seconds) || !Argument.TryText(arguments[1], out string? format))
        {
            return context.Fail("format_date() requires a number and a format string");
        }

        // The time is cut off to whole seconds; before 1970 that means towards the past.
        seconds = arguments[0].IsFloat ? Argument.Truncate(Math.Floor(arguments[0].AsFloat)) : seconds;
        return TimeText.TryFormat(seconds, format, out string text)
            ? Value.FromString(text)
            : context.Fail("format_date() requires a time between the years 1 and 9999");
    }

    private static Value ParseDate(Context context, ReadOnlySpan<Value> arguments) =>
        !Argument.TryText(arguments[0], out string? text) || !Argument.TryText(arguments[1], out string? format)
            ? context.Fail("parse_date() requires two string arguments")
            : TimeText.TryParse(text, format, out long seconds)
                ? Value.FromFloat(seconds)
                : context.Fail($"Cannot parse date '{text}' with format '{format}'");
}

using System.Globalization;
using System.Text;

namespace Kiln.Ruff.Library;

/// <summary>Texts of durations and times. All times are UTC.</summary>
internal static class TimeText
{
    private static readonly string[] s_fields = ["YYYY", "MM", "DD", "HH", "mm", "ss"];

    /// <summary>A duration with a fitting unit: <c>1.50s</c>, <c>2.00ms</c>, <c>3.25μs</c>, <c>40ns</c>.</summary>
    /// <param name="milliseconds">The duration.</param>
    public static string OfDuration(double milliseconds) =>
        milliseconds >= 1000 ? Round(milliseconds / 1000, 2) + "s"
        : milliseconds >= 1 ? Round(milliseconds, 2) + "ms"
        : milliseconds >= 0.001 ? Round(milliseconds * 1000, 2) + "μs"
        : Round(milliseconds * 1_000_000, 0) + "ns";

    /// <summary>The text of a time.</summary>
    /// <param name="seconds">Seconds since 1970.</param>
    /// <param name="format">Text in which <c>YYYY MM DD HH mm ss</c> are replaced.</param>
    /// <param name="text">The result.</param>
    /// <returns>False if the time is outside of the calendar.</returns>
    public static bool TryFormat(long seconds, string format, out string text)
    {
        text = "";
        if (seconds < DateTimeOffset.MinValue.ToUnixTimeSeconds() || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return false;
        }

        DateTime time = DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;
        int[] values = [time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second];
        var builder = new StringBuilder();
        for (int i = 0; i < format.Length;)
        {
            int field = FieldAt(format, i);
            if (field < 0)
            {
                builder.Append(format[i++]);
                continue;
            }

            builder.Append(values[field].ToString(field == 0 ? "D4" : "D2", CultureInfo.InvariantCulture));
            i += s_fields[field].Length;
        }

        text = builder.ToString();
        return true;
    }

    /// <summary>Reads a time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="format">How it looks, with <c>YYYY MM DD HH mm ss</c>; a missing year, month or day is that of 1970-01-01.</param>
    /// <param name="seconds">Seconds since 1970.</param>
    public static bool TryParse(string text, string format, out long seconds)
    {
        seconds = 0;
        int[] values = [1970, 1, 1, 0, 0, 0];
        int position = 0;
        for (int i = 0; i < format.Length;)
        {
            int field = FieldAt(format, i);
            int length = field < 0 ? 1 : s_fields[field].Length;
            if (position + length > text.Length)
            {
                return false;
            }

            ReadOnlySpan<char> part = text.AsSpan(position, length);
            if (field < 0 ? part[0] != format[i] : !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out values[field]))
            {
                return false;
            }

            i += length;
            position += length;
        }

        if (position != text.Length || values[0] is < 1 or > 9999 || values[1] is < 1 or > 12 || values[2] < 1
            || values[2] > DateTime.DaysInMonth(values[0], values[1]) || values[3] > 23 || values[4] > 59 || values[5] > 59)
        {
            return false;
        }

        var time = new DateTime(values[0], values[1], values[2], values[3], values[4], values[5], DateTimeKind.Utc);
        seconds = new DateTimeOffset(time).ToUnixTimeSeconds();
        return true;
    }

    private static int FieldAt(string format, int index)
    {
        for (int i = 0; i < s_fields.Length; i++)
        {
            if (string.CompareOrdinal(format, index, s_fields[i], 0, s_fields[i].Length) == 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Rounds to decimal places; an exact tie goes to the even digit, as printf does, while the runtime's formats go up.</summary>
    private static string Round(double value, int places)
    {
        bool mayTie = Math.Abs(value) < 1e12 && double.IsInteger(value * (places == 0 ? 2 : 8));
        double rounded = mayTie ? Math.Round(value, places, MidpointRounding.ToEven) : value;
        return rounded.ToString(places == 0 ? "F0" : "F2", CultureInfo.InvariantCulture);
    }
}

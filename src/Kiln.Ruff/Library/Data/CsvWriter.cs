using System.Buffers;
using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library.Data;

/// <summary>Writes arrays of dicts as comma-separated values (RFC 4180).</summary>
internal static class CsvWriter
{
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n");

    /// <summary>The text of the rows; the first one decides about the columns.</summary>
    /// <returns>A string, or the abnormal marker.</returns>
    public static Value Write(Context context, Value rows)
    {
        if (!rows.IsArray || rows.AsArray.Count == 0)
        {
            return context.Fail("CSV requires non-empty array");
        }

        ArrayObject array = rows.AsArray;
        if (!array[0].IsMap)
        {
            return context.Fail("CSV requires an array of dicts");
        }

        KeyValuePair<Value, Value>[] columns = DictKeys.SortedPairs(array[0].AsMap);
        var buffer = new CharBuffer(context);
        Value result = WriteHeader(ref buffer, columns) && WriteRows(context, ref buffer, columns, array) ? buffer.ToValue() : Value.Abnormal;
        buffer.Dispose();
        return result;
    }

    private static bool WriteHeader(ref CharBuffer buffer, KeyValuePair<Value, Value>[] columns)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (!WriteCell(ref buffer, i, columns.Length, DictKeys.KeyText(columns[i].Key).Span))
            {
                return false;
            }
        }

        return buffer.Append('\n');
    }

    private static bool WriteRows(Context context, ref CharBuffer buffer, KeyValuePair<Value, Value>[] columns, ArrayObject rows)
    {
        StringBuilder text = TextForm.Rent();
        bool success = true;
        for (int r = 0; r < rows.Count && success; r++)
        {
            Value row = rows[r];
            if (!row.IsMap)
            {
                context.Fail("CSV requires an array of dicts");
                success = false;
            }

            for (int i = 0; i < columns.Length && success; i++)
            {
                text.Clear();
                if (row.AsMap.TryGet(columns[i].Key, out Value cell) && !cell.IsNil && !TextForm.TryAppend(context, text, cell))
                {
                    success = false;
                    break;
                }

                success = WriteCell(ref buffer, i, columns.Length, text.ToString());
            }

            success = success && buffer.Append('\n');
        }

        TextForm.Return(text);
        return success;
    }

    private static bool WriteCell(ref CharBuffer buffer, int index, int count, ReadOnlySpan<char> text)
    {
        if (index > 0 && !buffer.Append(','))
        {
            return false;
        }

        // An only cell without text would leave a blank line, which readers skip.
        if (!text.ContainsAny(s_quoted) && !(text.IsEmpty && count == 1))
        {
            return buffer.Append(text);
        }

        if (!buffer.Append('"'))
        {
            return false;
        }

        while (true)
        {
            int quote = text.IndexOf('"');
            if (quote < 0)
            {
                return buffer.Append(text) && buffer.Append('"');
            }

            if (!buffer.Append(text[..(quote + 1)]) || !buffer.Append('"'))
            {
                return false;
            }

            text = text[(quote + 1)..];
        }
    }
}

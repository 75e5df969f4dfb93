using System.Text;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Text files for functions that give promises: failures are messages, not errors.</summary>
internal static class AsyncFiles
{
    private static readonly UTF8Encoding s_strict = new(false, true);
    private static readonly UTF8Encoding s_lossy = new(false, false);

    /// <summary>Reads a text file.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text.</param>
    /// <returns>Null, or why not. An interruption stays pending: poll afterwards.</returns>
    public static string? Read(Context context, string path, out string text)
    {
        text = string.Empty;
        try
        {
            if (FileReader.TryRead(context, path, 0, int.MaxValue, FileReader.MaximumText, out byte[] bytes))
            {
                text = s_strict.GetString(bytes);
                return null;
            }

            string message = context.PendingMessage ?? string.Empty;
            context.ClearPending();
            return message;
        }
        catch (DecoderFallbackException)
        {
            return $"Cannot read file '{path}': stream did not contain valid UTF-8";
        }
        catch (Exception e) when (OsErrors.IsExpected(e))
        {
            return $"Cannot read file '{path}': {OsErrors.Describe(e, path)}";
        }
    }

    /// <summary>Writes a text file, replacing what is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The text.</param>
    /// <returns>Null, or why not.</returns>
    public static string? Write(string path, string text)
    {
        try
        {
            File.WriteAllBytes(path, s_lossy.GetBytes(text));
            return null;
        }
        catch (Exception e) when (OsErrors.IsExpected(e))
        {
            return $"Cannot write file '{path}': {OsErrors.Describe(e, path)}";
        }
    }

    /// <summary>A settled promise.</summary>
    public static Value Promise(Value result, string? error) =>
        new(error is null ? PromiseObject.Resolved(result) : PromiseObject.Rejected(error));
}

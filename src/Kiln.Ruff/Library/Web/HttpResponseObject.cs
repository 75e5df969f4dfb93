using System.Globalization;
using Kiln.Ruff.Semantics;

namespace Kiln.Ruff.Library;

/// <summary>An answer that a web handler gives. Immutable.</summary>
/// <param name="status">The status code.</param>
/// <param name="body">The content.</param>
/// <param name="headers">Names and values in order; names are unique in any case.</param>
internal sealed class HttpResponseObject(long status, string body, KeyValuePair<string, string>[] headers) : RuffHostObject
{
    /// <inheritdoc/>
    public override string TypeName => "httpresponse";

    /// <inheritdoc/>
    public override string DebugForm => string.Create(CultureInfo.InvariantCulture, $"HttpResponse({Status})");

    /// <summary>The status code.</summary>
    public long Status { get; } = status;

    /// <summary>The content.</summary>
    public string Body { get; } = body;

    /// <summary>Names and values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => headers;

    /// <summary>The response with one more or another header.</summary>
    public HttpResponseObject WithHeader(string name, string value)
    {
        int index = Array.FindIndex(headers, h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        KeyValuePair<string, string>[] changed = index < 0 ? [.. headers, default] : [.. headers];
        changed[index < 0 ? ^1 : index] = new(name, value);
        return new HttpResponseObject(Status, Body, changed);
    }
}

using System.Globalization;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Semantics;

/// <summary>The limit on following nested data.</summary>
public static class DataDepth
{
    /// <summary>Raises the error of data that is nested too deeply.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="activity">What was being done, such as <c>formatting a value</c>.</param>
    /// <returns>The abnormal marker.</returns>
    public static Value Fail(Context context, string activity) => context.Fail(string.Create(
        CultureInfo.InvariantCulture,
        $"Maximum data nesting depth of {context.Engine.Limits.MaximumDataDepth} exceeded while {activity}"));
}

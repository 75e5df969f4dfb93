using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <summary>
/// What compiling an input of an interactive session needs beyond a program. All its top-level names are globals, and names that earlier inputs have
/// bound count as if they stood above it.
/// </summary>
/// <param name="EarlierNames">What earlier inputs have bound.</param>
/// <param name="Echo">Called with the value of each expression statement at top level; null if the input returns its last one.</param>
internal sealed record SessionInput(IReadOnlySet<string> EarlierNames, BuiltinObject? Echo);

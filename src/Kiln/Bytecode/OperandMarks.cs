using Kiln.Values;

namespace Kiln.Bytecode;

/// <summary>
/// Jumps that compare count in their feedback which way they went; what they compared, if not integers, they mark by an object in
/// <see cref="Feedback.Target"/>: the tag of doubles, or the tag of nil for everything else.
/// </summary>
internal static class OperandMarks
{
    /// <summary>How often a jump must have run before a side that was never taken counts as unreachable.</summary>
    public const int EnoughBranches = 20;

    /// <summary>The operand kinds that a mark stands for.</summary>
    public static int Of(object? mark) => (int)(mark is null ? OperandFeedback.None : ReferenceEquals(mark, Tags.Float) ? OperandFeedback.Floats : OperandFeedback.Other);
}

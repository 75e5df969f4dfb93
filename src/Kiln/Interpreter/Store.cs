using System.Runtime.CompilerServices;
using Kiln.Values;

namespace Kiln.Interpreter;

/// <summary>
/// Register writes that change the tag and so need a write barrier. They take the program counter and return the next one: see
/// <see cref="Interpreter"/> for why.
/// </summary>
internal static class Store
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint Immediate(ref Value target, HeapObject tag, long bits, nint pc)
    {
        Unsafe.AsRef(in target.Tag) = tag;
        Unsafe.AsRef(in target.Bits) = bits;
        return pc + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint Value(ref Value target, ref Value source, nint pc)
    {
        target = source;
        return pc + 1;
    }
}

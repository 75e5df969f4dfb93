using Kiln.Values;

namespace Kiln.Bytecode;

/// <summary>A loop over an array notes in <see cref="Feedback.Target"/> which storage it met last, by the tag of the elements.</summary>
internal static class StorageMarks
{
    /// <summary>The mark for a storage.</summary>
    public static HeapObject For(ArrayStorage storage) => storage switch
    {
        ArrayStorage.Ints => Tags.Int,
        ArrayStorage.Floats => Tags.Float,
        ArrayStorage.Bools => Tags.Bool,
        ArrayStorage.Strings => Tags.Char,
        _ => Tags.Nil,
    };

    /// <summary>The storage that a mark stands for; null if nothing was noted.</summary>
    public static ArrayStorage? Of(object? mark) => (mark as HeapObject)?.Kind switch
    {
        Kind.Int => ArrayStorage.Ints,
        Kind.Float => ArrayStorage.Floats,
        Kind.Bool => ArrayStorage.Bools,
        Kind.Char => ArrayStorage.Strings,
        Kind.Nil => ArrayStorage.Values,
        _ => null,
    };
}

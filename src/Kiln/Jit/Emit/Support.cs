using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Interpreter;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Jit.Emit;

/// <summary>
/// What compiled code calls for everything that is not worth being spelled out in it. Helpers that may run other guest code are told the depth of
/// their caller, because compiled code keeps its depth in an argument and not in the context.
/// </summary>
internal static partial class Support
{
    /// <summary>A function starts at a depth that needs attention: too deep, or something asked the guest to stop.</summary>
    /// <returns>Whether it may go on; else an error is pending.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Enter(Context context, FunctionObject function, int depth)
    {
        context.Depth = depth - 1;
        if (context.Poll())
        {
            return false;
        }

        if (context.MakeRoomForFrame())
        {
            return true;
        }

        Prototype prototype = function.Prototype;
        context.Fail(prototype.Language.TooDeepMessage(prototype.Name, context.MaximumDepth));
        return false;
    }

    /// <summary>Notes a frame of compiled code, for programs that look at the list of active functions.</summary>
    public static void RecordFrame(Context context, FunctionObject function, int depth)
    {
        ref Frame frame = ref context.Frames[depth];
        frame.Window = Frame.Compiled;
        frame.Function = function;
    }

    // ---- values

    /// <summary>Stores an immediate. Places mostly keep their kind, and storing the payload alone needs no write barrier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreImmediate(ref Value place, HeapObject tag, long bits)
    {
        if (!ReferenceEquals(place.Tag, tag))
        {
            Unsafe.AsRef(in place.Tag) = tag;
        }

        Unsafe.AsRef(in place.Bits) = bits;
    }

    /// <summary>Stores a register of the interpreter.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void StoreRegister(ref Value register, HeapObject tag, long bits) => register = new Value(tag, bits);

    public static bool IsTruthy(Language language, Value value) => value.IsBool ? value.AsBool : language.IsTruthy(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Share(HeapObject tag)
    {
        if (tag.Kind >= Kind.Array)
        {
            tag.Shared = true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Unshare(Value value) => value.Tag.Kind >= Kind.Array && value.Tag.Shared ? CopyOf(value) : value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value CopyOf(Value value)
    {
        GeneralPath.Unshare(ref value);
        return value;
    }

    /// <summary>Whether a product does not fit 64 bits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Overflows(long a, long b) => Math.BigMul(a, b, out long low) != low >> 63;

    public static Value ElementAt(ArrayObject array, long index) => array[(int)index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AppendInt(ArrayObject array, long item)
    {
        if (!TryAppend(array, ArrayStorage.Ints, item))
        {
            array.Add(Value.FromInt(item));
        }
    }

    public static void AppendFloat(ArrayObject array, double item)
    {
        if (!TryAppend(array, ArrayStorage.Floats, item))
        {
            array.Add(Value.FromFloat(item));
        }
    }

    public static void AppendBool(ArrayObject array, bool item)
    {
        if (!TryAppend(array, ArrayStorage.Bools, item))
        {
            array.Add(Value.FromBool(item));
        }
    }

    /// <summary>Appends if the array stores its elements like that and has room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryAppend<T>(ArrayObject array, ArrayStorage storage, T item)
        where T : struct
    {
        int count = array.CountField;
        if (array.StorageField != storage)
        {
            return false;
        }

        T[] items = Unsafe.As<T[]>(array.Items);
        if ((uint)count >= (uint)items.Length)
        {
            return false;
        }

        items[count] = item;
        array.CountField = count + 1;
        return true;
    }

    public static void Append(ArrayObject array, Value item) => array.Add(item);

    public static HeapObject NewArray(Context context, int count)
    {
        var array = ArrayObject.FromSpan(context.Stack.AsSpan(context.Top + 1, count));
        EndArguments(context);
        return array;
    }

    public static HeapObject NewRecord(Context context, RecordLiteral literal) => RecordObject.Create(literal.GetShape(context));

    // ---- the general meaning of instructions

    public static Value Arithmetic(Context context, int depth, Language language, int operation, Value left, Value right)
    {
        context.Depth = depth;
        return GeneralPath.Calculate(context, language, (BinaryOperator)operation, left, right);
    }

    public static int Compare(Context context, int depth, Language language, int operation, Value left, Value right)
    {
        context.Depth = depth;
        return GeneralPath.Compare(context, language, (ComparisonOperator)operation, left, right);
    }

    public static Value GetElement(Context context, int depth, Language language, Value container, Value index)
    {
        context.Depth = depth;
        if (index.IsInt && container.Kind == Kind.Array && (ulong)index.Bits < (ulong)container.AsArray.CountField)
        {
            return container.AsArray[(int)index.Bits];
        }

        return GeneralPath.GetElement(context, language, container, index);
    }

    public static Value SetElement(Context context, int depth, Language language, Value container, Value index, Value value)
    {
        context.Depth = depth;
        return GeneralPath.SetElement(context, language, container, index, value);
    }

    public static void Throw(Context context, Value error) => context.Throw(error);

    /// <summary>What a handler catches of what is pending; abnormal if that is no error.</summary>
    public static Value Catch(Context context, int depth, Prototype prototype, int handler)
    {
        context.Depth = depth;
        return GeneralPath.Catch(context, prototype, prototype.Handlers[handler].NeedsStack);
    }

    /// <summary>Carries out one instruction whose operands lie in a window.</summary>
    /// <returns>Where it continues, -1 if it failed, less if it returns.</returns>
    public static int Execute(Context context, int depth, FunctionObject function, int pc)
    {
        context.Depth = depth;
        int top = context.Top;
        int window = top + 1;
        context.Stack[top] = new Value(function);
        Frame saved = context.Frames[depth];
        context.Frames[depth].Window = window;
        context.Top = window + function.Prototype.RegisterCount;
        int next = GeneralPath.Carry(context, function, pc, ref context.Stack[window]);
        context.Top = top;
        context.Frames[depth] = saved;
        return next;
    }
}

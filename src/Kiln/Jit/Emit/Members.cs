using System.Reflection;
using System.Runtime.InteropServices;
using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Jit.Emit;

/// <summary>The fields and methods that generated code uses.</summary>
internal static class Members
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static readonly FieldInfo Tag = Field(typeof(Value), nameof(Value.Tag));
    public static readonly FieldInfo Bits = Field(typeof(Value), nameof(Value.Bits));
    public static readonly ConstructorInfo NewValue = typeof(Value).GetConstructor([typeof(HeapObject), typeof(long)])!;

    public static readonly FieldInfo IntTag = Field(typeof(Context), nameof(Context.IntTag));
    public static readonly FieldInfo FloatTag = Field(typeof(Context), nameof(Context.FloatTag));
    public static readonly FieldInfo BoolTag = Field(typeof(Context), nameof(Context.BoolTag));
    public static readonly FieldInfo NilTag = Field(typeof(Context), nameof(Context.NilTag));
    public static readonly FieldInfo AbnormalTag = Field(typeof(Context), nameof(Context.AbnormalTag));
    public static readonly FieldInfo UndefinedTag = Field(typeof(Context), nameof(Context.UndefinedTag));
    public static readonly FieldInfo Interrupt = Field(typeof(Context), nameof(Context.InterruptField));
    public static readonly FieldInfo DepthLimit = Field(typeof(Context), nameof(Context.DepthLimit));
    public static readonly FieldInfo Result = Field(typeof(Context), nameof(Context.Result));
    public static readonly FieldInfo TailArguments = Field(typeof(Context), nameof(Context.TailArguments));
    public static readonly FieldInfo Depth = Field(typeof(Context), nameof(Context.Depth));

    public static readonly FieldInfo Kind = Field(typeof(HeapObject), nameof(HeapObject.Kind));
    public static readonly FieldInfo Shared = Field(typeof(HeapObject), nameof(HeapObject.Shared));
    public static readonly FieldInfo ArrayItems = Field(typeof(ArrayObject), nameof(ArrayObject.Items));
    public static readonly FieldInfo ArrayCount = Field(typeof(ArrayObject), nameof(ArrayObject.CountField));
    public static readonly FieldInfo ArrayStorage = Field(typeof(ArrayObject), nameof(ArrayObject.StorageField));
    public static readonly FieldInfo RecordShape = Field(typeof(RecordObject), nameof(RecordObject.ShapeField));
    public static readonly FieldInfo FunctionPrototype = Field(typeof(FunctionObject), "Prototype");
    public static readonly FieldInfo Captures = Field(typeof(FunctionObject), nameof(FunctionObject.Captures));
    public static readonly FieldInfo Content = Field(typeof(CellObject), nameof(CellObject.Content));
    public static readonly ConstructorInfo NewCell = typeof(CellObject).GetConstructor([typeof(Value)])!;
    public static readonly FieldInfo PairFirst = Field(typeof(PairObject), nameof(PairObject.First));
    public static readonly FieldInfo PairSecond = Field(typeof(PairObject), nameof(PairObject.Second));
    public static readonly ConstructorInfo NewPair = typeof(PairObject).GetConstructor([typeof(Value), typeof(Value)])!;
    public static readonly FieldInfo GlobalValue = Field(typeof(GlobalCell), nameof(GlobalCell.Value));
    public static readonly FieldInfo GlobalMutability = Field(typeof(GlobalCell), nameof(GlobalCell.Mutability));
    public static readonly FieldInfo GlobalIsLibrary = Field(typeof(GlobalCell), nameof(GlobalCell.IsLibrary));
    public static readonly FieldInfo EntryPoint = Field(typeof(Prototype), nameof(Bytecode.Prototype.EntryPoint));
    public static readonly FieldInfo TypedPointer = Field(typeof(Tiering.TypedEntry), nameof(Tiering.TypedEntry.Pointer));
    public static readonly MethodInfo ParameterCount = typeof(Prototype).GetProperty(nameof(Prototype.ParameterCount))!.GetMethod!;
    public static readonly MethodInfo TypeVersion = typeof(RecordType).GetProperty(nameof(RecordType.Version))!.GetMethod!;
    public static readonly MethodInfo Slot = typeof(RecordObject).GetMethod(nameof(RecordObject.Slot), Any)!;
    public static readonly MethodInfo InlineSlot = typeof(RecordObject).GetMethod(nameof(RecordObject.InlineSlot), Any)!;
    public static readonly MethodInfo BitsToDouble = typeof(BitConverter).GetMethod(nameof(BitConverter.Int64BitsToDouble))!;
    public static readonly MethodInfo DoubleToBits = typeof(BitConverter).GetMethod(nameof(BitConverter.DoubleToInt64Bits))!;

    /// <summary>Where the guest thread keeps the tag of unboxed values held in a way.</summary>
    public static FieldInfo TagOf(Representation representation) => representation switch
    {
        Representation.Int => IntTag,
        Representation.Float => FloatTag,
        Representation.Bool => BoolTag,
        _ => throw new ArgumentOutOfRangeException(nameof(representation)),
    };

    /// <summary>A helper in <see cref="Support"/>.</summary>
    public static MethodInfo Helper(string name) => typeof(Support).GetMethod(name, Any) ?? throw new MissingMethodException(nameof(Support), name);

    /// <summary>The method that carries out a function of doubles.</summary>
    public static MethodInfo FloatFunction(Intrinsic function) =>
        typeof(FloatFunctions).GetMethod(function.ToString(), Any) ?? throw new MissingMethodException(nameof(FloatFunctions), function.ToString());

    /// <summary>Reference to the first element of an array of a type.</summary>
    public static MethodInfo FirstElement(Type element) => typeof(ArrayData).GetMethod(element.Name, Any)!;

    /// <summary>
    /// The place of the first element of an array, by the element's type, in whose name the methods are called. .NET has one generic method for it,
    /// but to find and instantiate that takes much longer.
    /// </summary>
    private static class ArrayData
    {
        public static ref long Int64(long[] items) => ref MemoryMarshal.GetArrayDataReference(items);

        public static ref double Double(double[] items) => ref MemoryMarshal.GetArrayDataReference(items);

        public static ref bool Boolean(bool[] items) => ref MemoryMarshal.GetArrayDataReference(items);

        public static ref StringObject StringObject(StringObject[] items) => ref MemoryMarshal.GetArrayDataReference(items);

        public static ref Value Value(Value[] items) => ref MemoryMarshal.GetArrayDataReference(items);
    }

    private static FieldInfo Field(Type type, string name) => type.GetField(name, Any) ?? throw new MissingFieldException(type.Name, name);
}

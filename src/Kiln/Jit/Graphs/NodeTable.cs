using Kiln.Values;
using Effects = Kiln.Jit.Graphs.NodeEffects;
using R = Kiln.Jit.Graphs.Representation;

namespace Kiln.Jit.Graphs;

/// <summary>What a node reads and writes beside its inputs, and what else it can do.</summary>
[Flags]
public enum NodeEffects : uint
{
    /// <summary>Nothing: the result depends on the inputs alone.</summary>
    None = 0,

    /// <summary>Depends on the values of globals.</summary>
    ReadsGlobals = 1,

    /// <summary>Depends on the contents of cells.</summary>
    ReadsCells = 1 << 1,

    /// <summary>Depends on the length, the storage or the place of an array's elements.</summary>
    ReadsLayout = 1 << 2,

    /// <summary>Depends on elements of arrays.</summary>
    ReadsElements = 1 << 3,

    /// <summary>Depends on the slots of records.</summary>
    ReadsSlots = 1 << 4,

    /// <summary>Depends on whether containers are shared.</summary>
    ReadsShared = 1 << 5,

    /// <summary>Depends on the shape of records.</summary>
    ReadsShape = 1 << 6,

    /// <summary>Writes globals.</summary>
    WritesGlobals = 1 << 7,

    /// <summary>Writes cells.</summary>
    WritesCells = 1 << 8,

    /// <summary>Changes the length or the storage of arrays.</summary>
    WritesLayout = 1 << 9,

    /// <summary>Writes elements of arrays.</summary>
    WritesElements = 1 << 10,

    /// <summary>Writes slots of records.</summary>
    WritesSlots = 1 << 11,

    /// <summary>Marks containers as shared.</summary>
    WritesShared = 1 << 12,

    /// <summary>Changes the shape of records.</summary>
    WritesShape = 1 << 13,

    /// <summary>Can leave the compiled code: it has a frame state.</summary>
    Exits = 1 << 14,

    /// <summary>Must stay where it is although nothing may use its result.</summary>
    Pinned = 1 << 15,

    /// <summary>Makes an object: two of them are never the same.</summary>
    Allocates = 1 << 16,

    /// <summary>Everything that is read.</summary>
    ReadsAll = ReadsGlobals | ReadsCells | ReadsLayout | ReadsElements | ReadsSlots | ReadsShared | ReadsShape,

    /// <summary>Everything that is written.</summary>
    WritesAll = WritesGlobals | WritesCells | WritesLayout | WritesElements | WritesSlots | WritesShared | WritesShape,

    /// <summary>Runs code that may do anything.</summary>
    Calls = ReadsAll | WritesAll | Pinned,
}

/// <summary>One row of the node table.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Result">How the result is held; <see cref="R.None"/> where each node says for itself.</param>
/// <param name="Effects">What it does beside computing its result.</param>
/// <param name="Inputs">How its inputs are held, one letter each: t tagged, i int, f float, b bool, o object, s storage, * any; + repeats the last one.</param>
/// <param name="Operand">What else the text form shows: n a number, c a comparison, k a kind, a an object, - nothing.</param>
/// <param name="Meaning">One line of explanation.</param>
public sealed record NodeInfo(NodeOp Op, R Result, NodeEffects Effects, string Inputs, string Operand, string Meaning)
{
    /// <summary>Whether nodes of this operation carry a frame state.</summary>
    public bool Exits => Effects.HasFlag(NodeEffects.Exits);

    /// <summary>Whether two nodes with the same inputs are interchangeable while nothing writes what they read.</summary>
    public bool IsValue => (Effects & (NodeEffects.WritesAll | NodeEffects.Pinned | NodeEffects.Allocates)) == 0;

    /// <summary>What a write must touch to change the result.</summary>
    public NodeEffects Reads => Effects & NodeEffects.ReadsAll;

    /// <summary>The reads that this node's writes disturb.</summary>
    public NodeEffects Disturbs => (NodeEffects)((uint)(Effects & NodeEffects.WritesAll) >> 7);
}

/// <summary>The node table: the one definition of what every operation of the graph takes, gives and does.</summary>
public static class NodeTable
{
    // ORDER NodeOp
    private static readonly NodeInfo[] s_rows =
    [
        new(NodeOp.Phi, R.None, Effects.None, "*+", "-", "one input per predecessor of the block"),
        new(NodeOp.Parameter, R.Tagged, Effects.None, "", "n", "argument n of the function"),
        new(NodeOp.LoopRegister, R.Tagged, Effects.None, "", "n", "register n of the interpreter's frame at entry into a loop"),
        new(NodeOp.ThisFunction, R.Object, Effects.None, "", "-", "the running function"),
        new(NodeOp.ConstantInt, R.Int, Effects.None, "", "n", "an integer"),
        new(NodeOp.ConstantFloat, R.Float, Effects.None, "", "n", "a double, by its bits"),
        new(NodeOp.ConstantBool, R.Bool, Effects.None, "", "n", "a truth value"),
        new(NodeOp.ConstantNil, R.Tagged, Effects.None, "", "-", "nil"),
        new(NodeOp.ConstantUndefined, R.Tagged, Effects.None, "", "-", "the mark of an unbound variable"),
        new(NodeOp.ConstantObject, R.Object, Effects.None, "", "a", "a heap object"),
        new(NodeOp.Box, R.Tagged, Effects.None, "*", "-", "the input as a whole value"),

        new(NodeOp.GuardInt, R.Int, Effects.Exits, "t", "-", "the integer; exits on anything else"),
        new(NodeOp.GuardFloat, R.Float, Effects.Exits, "t", "-", "the double; exits on anything else"),
        new(NodeOp.GuardNumber, R.Float, Effects.Exits, "t", "-", "the integer or double as a double; exits on anything else"),
        new(NodeOp.GuardBool, R.Bool, Effects.Exits, "t", "-", "the truth value; exits on anything else"),
        new(NodeOp.GuardKind, R.Object, Effects.Exits, "t", "k", "the object of kind k; exits on anything else"),
        new(NodeOp.GuardSame, R.Object, Effects.Exits, "t", "a", "the object a; exits on anything else"),
        new(NodeOp.GuardDefined, R.None, Effects.Exits, "t", "-", "exits if the input is unbound"),
        new(NodeOp.GuardPrototype, R.None, Effects.Exits, "o", "a", "exits if the function has other code"),
        new(NodeOp.GuardShape, R.None, Effects.Exits | Effects.ReadsShape, "o", "an", "exits if the record has another shape, unless n is 1"),
        new(NodeOp.GuardStorage, R.None, Effects.Exits | Effects.ReadsLayout, "o", "n", "exits if the array has another storage"),
        new(NodeOp.GuardUnshared, R.None, Effects.Exits | Effects.ReadsShared, "o", "-", "exits if the container is shared"),
        new(NodeOp.GuardIndex, R.None, Effects.Exits, "ii", "-", "exits unless 0 <= first < second"),
        new(NodeOp.GuardTrue, R.None, Effects.Exits, "b", "-", "exits if the input is false"),
        new(NodeOp.GuardGlobal, R.None, Effects.Exits | Effects.ReadsGlobals, "", "a", "exits if the global holds another object than when this was compiled"),
        new(NodeOp.GuardLibrary, R.None, Effects.Exits | Effects.ReadsGlobals, "", "a", "exits if the program has bound the library's name"),
        new(NodeOp.GuardMutable, R.None, Effects.Exits | Effects.ReadsGlobals, "", "a", "exits if the global must not be changed"),
        new(NodeOp.GuardVersion, R.None, Effects.Exits | Effects.ReadsGlobals, "", "an", "exits if the methods of the record type a have changed since version n"),
        new(NodeOp.GuardDepth, R.None, Effects.Exits, "", "n", "exits if an inlined call is nested too deeply, n calls below the function"),
        new(NodeOp.SelectMethod, R.Object, Effects.Exits | Effects.ReadsShape, "o", "a", "the method that the caches a hold for the record's shape; exits if they hold none"),
        new(NodeOp.CheckNormal, R.None, Effects.Exits | Effects.Pinned, "*", "-", "leaves, or goes to the handler, if the call did not complete normally"),
        new(NodeOp.Poll, R.None, Effects.Exits | Effects.Pinned, "", "-", "exits if something asked the guest to stop"),

        new(NodeOp.AddInt, R.Int, Effects.Exits, "ii", "n", "sum; exits on overflow unless n is 1"),
        new(NodeOp.SubtractInt, R.Int, Effects.Exits, "ii", "n", "difference; exits on overflow unless n is 1"),
        new(NodeOp.MultiplyInt, R.Int, Effects.Exits, "ii", "n", "product; exits on overflow unless n is 1"),
        new(NodeOp.DivideInt, R.Int, Effects.Exits, "ii", "n", "quotient, rounded to zero; exits unless the divisor is positive, or n is 1"),
        new(NodeOp.ModuloInt, R.Int, Effects.Exits, "ii", "n", "remainder with the sign of the dividend; exits unless the divisor is positive, or n is 1"),
        new(NodeOp.NegateInt, R.Int, Effects.Exits, "i", "n", "negative; exits on overflow unless n is 1"),
        new(NodeOp.AddFloat, R.Float, Effects.None, "ff", "-", "sum"),
        new(NodeOp.SubtractFloat, R.Float, Effects.None, "ff", "-", "difference"),
        new(NodeOp.MultiplyFloat, R.Float, Effects.None, "ff", "-", "product"),
        new(NodeOp.DivideFloat, R.Float, Effects.Exits, "ff", "n", "quotient; exits if the divisor is zero, unless n is 1"),
        new(NodeOp.ModuloFloat, R.Float, Effects.Exits, "ff", "n", "remainder with the sign of the dividend; exits if the divisor is zero, unless n is 1"),
        new(NodeOp.NegateFloat, R.Float, Effects.None, "f", "-", "negative"),
        new(NodeOp.FloatFunction, R.Float, Effects.None, "f+", "n", "intrinsic function n of doubles"),
        new(NodeOp.IntToFloat, R.Float, Effects.None, "i", "-", "the integer as a double"),
        new(NodeOp.CompareInt, R.Bool, Effects.None, "ii", "c", "whether the comparison c holds"),
        new(NodeOp.CompareFloat, R.Bool, Effects.None, "ff", "c", "whether the comparison c holds"),
        new(NodeOp.NotBool, R.Bool, Effects.None, "b", "-", "logical complement"),
        new(NodeOp.IsNil, R.Bool, Effects.None, "t", "-", "whether the input is nil"),
        new(NodeOp.IsUndefined, R.Bool, Effects.None, "t", "-", "whether the input is the mark of an unbound variable"),
        new(NodeOp.IsAbnormal, R.Bool, Effects.None, "t", "-", "whether the call did not complete normally"),
        new(NodeOp.IsTruthy, R.Bool, Effects.ReadsLayout, "t", "-", "whether the input counts as true"),
        new(NodeOp.SameObject, R.Bool, Effects.None, "**", "-", "whether both are the same object"),
        new(NodeOp.IsKind, R.Bool, Effects.None, "t", "k", "whether the input is of kind k"),
        new(NodeOp.IsShape, R.Bool, Effects.ReadsShape, "o", "a", "whether the record has the shape a"),
        new(NodeOp.IsPrototype, R.Bool, Effects.None, "o", "a", "whether the function has the code a"),

        new(NodeOp.LoadGlobal, R.Tagged, Effects.ReadsGlobals, "", "a", "value of the global in cell a"),
        new(NodeOp.StoreGlobal, R.None, Effects.WritesGlobals | Effects.Pinned, "*", "a", "the global in cell a := the input"),
        new(NodeOp.NewCell, R.Object, Effects.Allocates, "*", "-", "a new cell that holds the input"),
        new(NodeOp.LoadCell, R.Tagged, Effects.ReadsCells, "o", "-", "content of a cell"),
        new(NodeOp.StoreCell, R.None, Effects.WritesCells | Effects.Pinned, "o*", "-", "content of a cell := the second input"),
        new(NodeOp.LoadCapture, R.Tagged, Effects.None, "o", "n", "captured value n of a function"),
        new(NodeOp.Share, R.None, Effects.WritesShared | Effects.Pinned, "*", "-", "marks a container as shared"),
        new(NodeOp.Unshare, R.Tagged, Effects.WritesShared | Effects.Pinned, "t", "-", "the input, or a copy if it is a shared container"),
        new(NodeOp.ArrayCount, R.Int, Effects.ReadsLayout, "o", "-", "number of elements"),
        new(NodeOp.ArrayItems, R.Storage, Effects.ReadsLayout, "o", "n", "the .NET array that holds the elements in storage n"),
        new(NodeOp.LoadElement, R.None, Effects.ReadsElements, "si", "n", "element of storage n"),
        new(NodeOp.LoadAnyElement, R.Tagged, Effects.ReadsElements | Effects.ReadsLayout, "oi", "-", "element of an array of any storage"),
        new(NodeOp.StoreElement, R.None, Effects.WritesElements | Effects.Pinned, "si*", "n", "element of storage n := the third input"),
        new(NodeOp.ArrayAppend, R.None, Effects.WritesLayout | Effects.WritesElements | Effects.Pinned, "o*", "-", "appends the second input to an array"),
        new(NodeOp.NewArray, R.Object, Effects.Allocates, "*+", "-", "a new array of the inputs"),
        new(NodeOp.LoadSlot, R.Tagged, Effects.ReadsSlots, "o", "n", "slot n of a record"),
        new(NodeOp.StoreSlot, R.None, Effects.WritesSlots | Effects.Pinned, "o*", "n", "slot n of a record := the second input"),
        new(NodeOp.LoadFirst, R.Tagged, Effects.None, "o", "-", "first part of a pair"),
        new(NodeOp.LoadSecond, R.Tagged, Effects.None, "o", "-", "second part of a pair"),
        new(NodeOp.NewPair, R.Object, Effects.Allocates, "**", "-", "a new pair of the inputs"),
        new(NodeOp.NewRecord, R.Object, Effects.Allocates, "*+", "a", "a new record as the literal a says"),

        new(NodeOp.Arithmetic, R.Tagged, Effects.Calls, "tt", "n", "the language's operator n; may not complete normally"),
        new(NodeOp.Compare, R.Int, Effects.Calls, "tt", "c", "1 if the language's comparison c holds, 0 if not, -1 if it did not complete normally"),
        new(NodeOp.GetElement, R.Tagged, Effects.Calls, "tt", "-", "element of any container; may not complete normally"),
        new(NodeOp.SetElement, R.Tagged, Effects.Calls, "ttt", "-", "the container after its element was set, a copy if it was shared; may not complete normally"),
        new(NodeOp.CallFunction, R.Tagged, Effects.Calls, "*+", "a", "calls the function of the first input, whose code is a"),
        new(NodeOp.CallValue, R.Tagged, Effects.Calls, "*+", "-", "calls the first input"),
        new(NodeOp.CallBuiltin, R.Tagged, Effects.Calls, "*+", "a", "calls the builtin a"),
        new(NodeOp.CollectRest, R.Tagged, Effects.Allocates, "*+", "a", "what the language makes of the inputs for the last parameter of the function a"),
        new(NodeOp.PrepareCall, R.Tagged, Effects.Calls, "*+", "-", "looks whether the first input can be called with the others; a builtin is called, a function left to be called; may not complete normally"),
        new(NodeOp.CallPrepared, R.Tagged, Effects.Calls, "", "-", "calls the function that was left to be called, or takes the builtin's result"),
        new(NodeOp.TailCallPrepared, R.Tagged, Effects.Calls, "", "-", "the same in the place of this function, which must return the result"),
        new(NodeOp.TailCallFunction, R.Tagged, Effects.Calls, "*+", "a", "calls the function of the first input, whose code is a, in the place of this function, which must return the result"),
        new(NodeOp.Throw, R.None, Effects.Calls, "t", "-", "makes the input the pending error"),
        new(NodeOp.Caught, R.Tagged, Effects.Calls, "", "an", "what handler n of the function a catches of the pending error; abnormal if it catches nothing"),
        new(NodeOp.OpenWindow, R.Int, Effects.Calls, "", "a", "makes room for the registers of one instruction of the function a that the general path is to carry out"),
        new(NodeOp.StoreWindow, R.None, Effects.Pinned, "*", "n", "register n of that room := the input"),
        new(NodeOp.Execute, R.Int, Effects.Calls, "o", "an", "carries out instruction n of the function a there; the result is where it continues"),
        new(NodeOp.LoadWindow, R.Tagged, Effects.Pinned, "", "n", "register n of that room"),
        new(NodeOp.CloseWindow, R.None, Effects.Pinned, "i", "-", "gives the room back"),
    ];

    /// <summary>All rows, in the order of the enumeration.</summary>
    public static IReadOnlyList<NodeInfo> Rows => s_rows;

    /// <summary>How an element of an array is held, and of what kind it is.</summary>
    public static (R Representation, Kind Kind) ElementOf(ArrayStorage storage) => storage switch
    {
        ArrayStorage.Ints => (R.Int, Kind.Undefined),
        ArrayStorage.Floats => (R.Float, Kind.Undefined),
        ArrayStorage.Bools => (R.Bool, Kind.Undefined),
        ArrayStorage.Strings => (R.Object, Kind.String),
        _ => (R.Tagged, Kind.Undefined),
    };

    /// <summary>The row of an operation.</summary>
    public static NodeInfo Of(NodeOp op) => s_rows[(int)op];
}

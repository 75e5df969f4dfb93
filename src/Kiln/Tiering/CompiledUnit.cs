using System.Reflection;
using System.Reflection.Emit;
using Kiln.Bytecode;
using Kiln.Jit.Emit;

namespace Kiln.Tiering;

/// <summary>The machine code of one function or one loop, and what is known about it.</summary>
public sealed class CompiledUnit
{
    internal CompiledUnit(Prototype prototype, int entryPc, bool isLoop)
    {
        Prototype = prototype;
        EntryPc = entryPc;
        IsLoop = isLoop;
    }

    /// <summary>The function.</summary>
    public Prototype Prototype { get; }

    /// <summary>The instruction at which control enters.</summary>
    public int EntryPc { get; }

    /// <summary>Whether this is a loop of a running function.</summary>
    public bool IsLoop { get; }

    /// <summary>The exits, by number.</summary>
    public IList<ExitSite> Exits { get; } = [];

    /// <summary>Size of the IL in bytes.</summary>
    public int ILSize { get; internal set; }

    /// <summary>Number of nodes of the graph that the code was made from.</summary>
    public int NodeCount { get; internal set; }

    /// <summary>Number of calls that were inlined.</summary>
    public int InlinedCalls { get; internal set; }

    /// <summary>How long the compilation took, machine code included.</summary>
    public TimeSpan CompileTime { get; internal set; }

    /// <summary>The part of it that went into building and optimising the graph.</summary>
    public TimeSpan BuildTime { get; internal set; }

    /// <summary>The part of it that went into writing IL.</summary>
    public TimeSpan EmitTime { get; internal set; }

    /// <summary>Whether new activations use this code.</summary>
    public bool IsCurrent { get; internal set; }

    /// <summary>Most registers that an exit needs beside the interpreter's own frame.</summary>
    internal int ExitRoom { get; set; }

    /// <summary>The graph as text, as built and after each pass, if it was asked for.</summary>
    public IReadOnlyList<(string Pass, string Text)> Graphs { get; internal set; } = [];

    /// <summary>The IL as text, if it was asked for.</summary>
    public IReadOnlyList<string> Listing { get; internal set; } = [];

    /// <summary>The methods of the engine and of .NET that the code calls, if listings were asked for.</summary>
    public IReadOnlyCollection<MethodBase> Callees { get; internal set; } = [];

    /// <summary>The object that the code finds at an address; null if it is no address of a constant.</summary>
    public object? ConstantAt(nint address) => Constants.At(address);

    internal ConstantPool Constants { get; } = new();

    // Keeps the machine code alive.
    internal DynamicMethod? Method { get; set; }

    /// <summary>The address to call with whole values, or to enter the loop at.</summary>
    public nint Pointer { get; internal set; }

    /// <summary>Where the machine code itself starts: behind the stub that checks arguments, if there is one.</summary>
    public nint CodePointer { get; internal set; }

    /// <summary>For a function: where compiled code enters it.</summary>
    internal TypedEntry? Entry { get; set; }

    /// <summary>For each parameter that is passed unboxed, the exit that calls with another kind of argument take.</summary>
    internal ExitSite?[] ParameterExits { get; set; } = [];

    // The methods that stand between differently held arguments.
    internal List<DynamicMethod> Stubs { get; } = [];
}

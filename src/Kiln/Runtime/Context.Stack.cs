using Kiln.Bytecode;
using Kiln.Values;

namespace Kiln.Runtime;

/// <content>Growth of the register stack and the list of active frames.</content>
public sealed partial class Context
{
    // Exits of compiled code rebuild inlined frames above the one that was checked.
    private const int FrameMargin = 16;

    private readonly Stack<int> _interruptedTops = new();
    private readonly Stack<(Value[] Segment, int FirstDepth)> _olderSegments = new();
    private Value[]? _spareSegment;
    private int _segmentDepth = 1;

    /// <summary>Depth from which a frame's start needs attention: no room in the list, depth limit reached, or an interruption.</summary>
    internal volatile int DepthLimit = 200;

    /// <summary>
    /// Looks why a frame could not start. Frames nest on the host stack too, so its end counts as the depth limit.
    /// </summary>
    /// <returns>Whether one more frame fits now.</returns>
    internal unsafe bool MakeRoomForFrame()
    {
        byte marker;
        if (Depth + 1 > MaximumDepth || (nuint)(&marker) < HostStackLimit)
        {
            return false;
        }

        if (Depth + FrameMargin >= Frames.Length)
        {
            Array.Resize(ref Frames, Frames.Length * 2);
        }

        ResetDepthLimit();
        return true;
    }

    /// <summary>Makes a fresh stack segment current.</summary>
    /// <param name="needed">Registers that must fit.</param>
    internal Value[] PushSegment(int needed)
    {
        _olderSegments.Push((Stack, _segmentDepth));
        _segmentDepth = Depth + 1;
        int size = Math.Max(Stack.Length * 2, checked(needed * 2));
        Value[]? spare = _spareSegment;
        _spareSegment = null;
        Stack = spare is not null && spare.Length >= needed * 2 ? spare : new Value[Math.Min(size, 1 << 24)];
        return Stack;
    }

    /// <summary>Returns to the previous stack segment.</summary>
    internal void PopSegment()
    {
        _spareSegment = Stack;
        (Stack, _segmentDepth) = _olderSegments.Pop();
    }

    /// <summary>Makes a fresh segment current in the middle of a frame of compiled code, whose first free register is then 0.</summary>
    internal void BeginSegment(int needed)
    {
        _interruptedTops.Push(Top);
        PushSegment(needed);
        Top = 0;
    }

    /// <summary>Undoes <see cref="BeginSegment"/>.</summary>
    internal void EndSegment()
    {
        PopSegment();
        Top = _interruptedTops.Pop();
    }

    /// <summary>The functions active now, outermost first.</summary>
    internal List<Prototype> ActiveFunctions()
    {
        var functions = new List<Prototype>(Depth);
        (Value[] Segment, int FirstDepth)[] segments = [(Stack, _segmentDepth), .. _olderSegments];
        int current = segments.Length - 1;
        for (int depth = 1; depth <= Depth; depth++)
        {
            while (current > 0 && segments[current - 1].FirstDepth <= depth)
            {
                current--;
            }

            if (Frames[depth].Window == Frame.Compiled)
            {
                functions.Add(Frames[depth].Function!.Prototype);
            }
            else if (segments[current].Segment[Frames[depth].Window - 1].Tag is FunctionObject function)
            {
                functions.Add(function.Prototype);
            }
        }

        return functions;
    }

    private void ResetDepthLimit()
    {
        DepthLimit = Math.Min(MaximumDepth, Frames.Length - FrameMargin);
        if (InterruptField != 0)
        {
            DepthLimit = 0;
        }
    }
}

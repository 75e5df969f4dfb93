using System.Collections;

namespace Kiln.Bytecode;

/// <summary>Which registers may still be read after each instruction.</summary>
internal sealed class Liveness
{
    private readonly Instruction[] _code;
    private readonly object[] _objects;
    private readonly Handler[] _handlers;
    private readonly int _registerCount;
    private readonly int[] _blockStarts;
    private readonly int[] _blockOf;
    private readonly BitArray[] _liveIn;

    public Liveness(Instruction[] code, object[] objects, Handler[] handlers, int registerCount)
    {
        _code = code;
        _objects = objects;
        _handlers = handlers;
        _registerCount = registerCount;
        _blockStarts = FindBlocks();
        _blockOf = new int[code.Length + 1];
        for (int block = 0; block < _blockStarts.Length; block++)
        {
            _blockOf[_blockStarts[block]] = block;
        }

        _liveIn = new BitArray[_blockStarts.Length];
        for (int i = 0; i < _liveIn.Length; i++)
        {
            _liveIn[i] = new BitArray(registerCount);
        }

        Solve();
    }

    /// <summary>Visits all instructions, last first within each block, with the registers live after them.</summary>
    public void VisitBackward(Action<int, BitArray> visit)
    {
        for (int block = 0; block < _blockStarts.Length; block++)
        {
            WalkBlock(block, visit);
        }
    }

    /// <summary>The registers that may still be read from each instruction on, the instruction itself included.</summary>
    public BitArray[] BeforeEach()
    {
        var before = new BitArray[_code.Length];
        for (int block = 0; block < _blockStarts.Length; block++)
        {
            WalkBlock(block, null, before);
        }

        return before;
    }

    private int[] FindBlocks()
    {
        bool[] starts = new bool[_code.Length + 1];
        starts[0] = true;
        for (int i = 0; i < _code.Length; i++)
        {
            OpcodeInfo info = OpcodeTable.Of(_code[i].Opcode);
            if (info.IsJump)
            {
                starts[Target(i)] = true;
                starts[i + 1] = true;
            }
            else if (info.Effects.HasFlag(OpcodeEffects.Ends))
            {
                starts[i + 1] = true;
            }
        }

        foreach (Handler handler in _handlers)
        {
            starts[handler.Start] = true;
            starts[handler.End] = true;
            starts[handler.Target] = true;
        }

        var found = new List<int>();
        for (int i = 0; i < _code.Length; i++)
        {
            if (starts[i])
            {
                found.Add(i);
            }
        }

        return [.. found];
    }

    private int Target(int position)
    {
        ref Instruction instruction = ref _code[position];
        int distance = OpcodeTable.Of(instruction.Opcode).C == OperandKind.Jump ? (short)instruction.C : instruction.Wide;
        return position + 1 + distance;
    }

    private void Solve()
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int block = _blockStarts.Length - 1; block >= 0; block--)
            {
                BitArray live = WalkBlock(block, null);
                BitArray known = _liveIn[block];
                for (int i = 0; i < _registerCount; i++)
                {
                    if (live.Get(i) && !known.Get(i))
                    {
                        known.Set(i, true);
                        changed = true;
                    }
                }
            }
        }
    }

    private BitArray WalkBlock(int block, Action<int, BitArray>? visit, BitArray[]? before = null)
    {
        int start = _blockStarts[block];
        int end = block + 1 < _blockStarts.Length ? _blockStarts[block + 1] : _code.Length;
        var live = new BitArray(_registerCount);
        OpcodeInfo last = OpcodeTable.Of(_code[end - 1].Opcode);
        if (last.IsJump)
        {
            live.Or(_liveIn[_blockOf[Target(end - 1)]]);
        }

        if (!last.Effects.HasFlag(OpcodeEffects.Ends) && end < _code.Length)
        {
            live.Or(_liveIn[_blockOf[end]]);
        }

        for (int i = end - 1; i >= start; i--)
        {
            // An error may leave in the middle of the instruction, before its result is written.
            BitArray? atHandlers = LiveAtHandlers(i);
            if (atHandlers is not null)
            {
                live.Or(atHandlers);
            }

            visit?.Invoke(i, live);
            OperandWalker.Writes(_code[i], ref live, static (ref BitArray set, int register) => set.Set(register, false));
            if (atHandlers is not null)
            {
                live.Or(atHandlers);
            }

            OperandWalker.Reads(_code[i], _objects, ref live, static (ref BitArray set, int register) => set.Set(register, true));
            before?[i] = new BitArray(live);
        }

        return live;
    }

    private BitArray? LiveAtHandlers(int position)
    {
        BitArray? result = null;
        foreach (Handler handler in _handlers)
        {
            if (position >= handler.Start && position < handler.End)
            {
                BitArray live = new BitArray(_liveIn[_blockOf[handler.Target]]);
                live.Set(handler.Register, false);
                result = result is null ? live : result.Or(live);
            }
        }

        return result;
    }
}

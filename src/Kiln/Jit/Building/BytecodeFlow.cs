using System.Collections;
using Kiln.Bytecode;

namespace Kiln.Jit.Building;

/// <summary>A straight stretch of bytecode.</summary>
internal sealed class BytecodeBlock(int start, int end)
{
    /// <summary>First instruction.</summary>
    public int Start { get; } = start;

    /// <summary>Instruction after the last one.</summary>
    public int End { get; } = end;

    public List<BytecodeBlock> Successors { get; } = [];

    public List<BytecodeBlock> Predecessors { get; } = [];

    /// <summary>Position in reverse postorder; -1 if control cannot get here.</summary>
    public int Order { get; set; } = -1;

    /// <summary>For a loop header: the registers that the loop writes.</summary>
    public BitArray? LoopWrites { get; set; }

    /// <summary>Number of loops around it.</summary>
    public int LoopDepth { get; set; }

    public bool IsLoopHeader => LoopWrites is not null;
}

/// <summary>
/// The control flow of bytecode, seen from one entry: blocks, their order, loops and what these write. A loop entered in the middle of a
/// function starts at its header, so its own condition may come first or last.
/// <para>Natural loops: Aho, Lam, Sethi, Ullman, 9.6. An edge to a block that is still being visited closes a loop; if control can get into
/// the loop in another way than through that block, the code is irreducible and is not compiled.</para>
/// </summary>
internal sealed class BytecodeFlow
{
    private readonly Prototype _prototype;
    private readonly Dictionary<int, BytecodeBlock> _byStart = [];
    private readonly List<BytecodeBlock> _order = [];
    private readonly List<(BytecodeBlock From, BytecodeBlock Header)> _backEdges = [];
    private readonly int _first;
    private readonly int _last;

    /// <summary>Finds the flow from an entry.</summary>
    /// <param name="prototype">The function.</param>
    /// <param name="entry">Where control enters.</param>
    /// <param name="isLoop">Whether only the loop that starts there counts: the instructions up to its last backward jump.</param>
    public BytecodeFlow(Prototype prototype, int entry, bool isLoop)
    {
        _prototype = prototype;
        _first = isLoop ? entry : 0;
        _last = isLoop ? LastJumpTo(entry) : int.MaxValue;
        FindBlocks(entry);
        Visit(_byStart[entry]);
        _order.Reverse();
        for (int i = 0; i < _order.Count; i++)
        {
            _order[i].Order = i;
        }

        FindLoops();
    }

    /// <summary>The blocks that control can reach, each before its successors, loops apart.</summary>
    public IReadOnlyList<BytecodeBlock> Order => _order;

    /// <summary>Whether every loop is entered through its header alone.</summary>
    public bool IsReducible { get; private set; } = true;

    /// <summary>The block that starts at an instruction.</summary>
    public BytecodeBlock At(int pc) => _byStart[pc];

    /// <summary>Whether an instruction belongs to what is looked at.</summary>
    public bool Contains(int pc) => pc >= _first && pc <= _last;

    /// <summary>Where a jump instruction goes.</summary>
    public static int Target(Instruction[] code, int pc)
    {
        ref readonly Instruction i = ref code[pc];
        return pc + 1 + (OpcodeTable.Of(i.Opcode).C == OperandKind.Jump ? (short)i.C : i.Wide);
    }

    private int LastJumpTo(int entry)
    {
        Instruction[] code = _prototype.CodeField;
        int last = entry;
        for (int pc = entry; pc < code.Length; pc++)
        {
            if (OpcodeTable.Of(code[pc].Opcode).IsJump && Target(code, pc) == entry)
            {
                last = pc;
            }
        }

        return last;
    }

    private void FindBlocks(int entry)
    {
        Instruction[] code = _prototype.CodeField;
        bool[] starts = new bool[code.Length + 1];
        starts[0] = true;
        starts[entry] = true;
        for (int pc = 0; pc < code.Length; pc++)
        {
            OpcodeInfo info = OpcodeTable.Of(code[pc].Opcode);
            if (info.IsJump)
            {
                starts[Target(code, pc)] = true;
                starts[pc + 1] = true;
            }
            else if ((info.Effects & OpcodeEffects.Ends) != 0)
            {
                starts[pc + 1] = true;
            }
        }

        foreach (Handler handler in _prototype.Handlers)
        {
            starts[handler.Start] = true;
            starts[handler.End] = true;
            starts[handler.Target] = true;
        }

        for (int start = 0; start < code.Length;)
        {
            int end = start + 1;
            while (end < code.Length && !starts[end])
            {
                end++;
            }

            _byStart.Add(start, new BytecodeBlock(start, end));
            start = end;
        }

        foreach (BytecodeBlock block in _byStart.Values)
        {
            OpcodeInfo last = OpcodeTable.Of(code[block.End - 1].Opcode);
            if (last.IsJump)
            {
                Connect(block, _byStart[Target(code, block.End - 1)]);
            }

            if (!last.Effects.HasFlag(OpcodeEffects.Ends))
            {
                Connect(block, _byStart[block.End]);
            }

            // Any instruction that a handler covers may go there; which ones do, the builder finds out.
            foreach (Handler handler in _prototype.Handlers)
            {
                if (block.Start >= handler.Start && block.Start < handler.End)
                {
                    Connect(block, _byStart[handler.Target]);
                    break;
                }
            }
        }
    }

    private static void Connect(BytecodeBlock from, BytecodeBlock to)
    {
        if (!from.Successors.Contains(to))
        {
            from.Successors.Add(to);
            to.Predecessors.Add(from);
        }
    }

    private void Visit(BytecodeBlock entry)
    {
        var active = new HashSet<BytecodeBlock>();
        var seen = new HashSet<BytecodeBlock> { entry };
        var stack = new Stack<(BytecodeBlock Block, int Next)>();
        stack.Push((entry, 0));
        active.Add(entry);
        while (stack.TryPop(out (BytecodeBlock Block, int Next) top))
        {
            if (top.Next == top.Block.Successors.Count)
            {
                active.Remove(top.Block);
                _order.Add(top.Block);
                continue;
            }

            stack.Push((top.Block, top.Next + 1));
            BytecodeBlock successor = top.Block.Successors[top.Next];
            if (!Contains(successor.Start))
            {
                continue;
            }

            if (seen.Add(successor))
            {
                active.Add(successor);
                stack.Push((successor, 0));
            }
            else if (active.Contains(successor))
            {
                _backEdges.Add((top.Block, successor));
            }
        }
    }

    private void FindLoops()
    {
        var members = new Dictionary<BytecodeBlock, HashSet<BytecodeBlock>>();
        foreach ((BytecodeBlock from, BytecodeBlock header) in _backEdges)
        {
            if (!members.TryGetValue(header, out HashSet<BytecodeBlock>? loop))
            {
                members.Add(header, loop = [header]);
            }

            var work = new Stack<BytecodeBlock>();
            work.Push(from);
            while (work.TryPop(out BytecodeBlock? block))
            {
                if (block.Order >= 0 && loop.Add(block))
                {
                    block.Predecessors.ForEach(work.Push);
                }
            }
        }

        foreach ((BytecodeBlock header, HashSet<BytecodeBlock> loop) in members)
        {
            header.LoopWrites = new BitArray(_prototype.RegisterCount);
            foreach (BytecodeBlock block in loop)
            {
                block.LoopDepth++;

                // A block before the header in order that belongs to the loop can only be reached past the header.
                IsReducible &= block.Order >= header.Order;
                AddWrites(block, header.LoopWrites);
            }
        }
    }

    private void AddWrites(BytecodeBlock block, BitArray writes)
    {
        for (int pc = block.Start; pc < block.End; pc++)
        {
            OperandWalker.Writes(_prototype.CodeField[pc], ref writes, static (ref BitArray set, int register) => set.Set(register, true));
        }

        foreach (Handler handler in _prototype.Handlers)
        {
            if (block.Start >= handler.Start && block.Start < handler.End)
            {
                writes.Set(handler.Register, true);
            }
        }
    }
}

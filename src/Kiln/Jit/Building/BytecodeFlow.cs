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

    /// <summary>During the walk: <see cref="NotSeen"/>, the number of successors visited, or <see cref="Left"/>.</summary>
    public int Visited { get; set; } = NotSeen;

    public const int NotSeen = -1;

    public const int Left = -2;

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
    private readonly List<BackEdge> _backEdges = [];
    private readonly int _first;
    private readonly int _last;

    private sealed record BackEdge(BytecodeBlock From, BytecodeBlock Header);

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
        var path = new List<BytecodeBlock> { entry };
        entry.Visited = 0;
        while (path.Count > 0)
        {
            BytecodeBlock block = path[^1];
            if (block.Visited == block.Successors.Count)
            {
                path.RemoveAt(path.Count - 1);
                block.Visited = BytecodeBlock.Left;
                _order.Add(block);
                continue;
            }

            BytecodeBlock successor = block.Successors[block.Visited++];
            if (!Contains(successor.Start))
            {
                continue;
            }

            if (successor.Visited == BytecodeBlock.NotSeen)
            {
                successor.Visited = 0;
                path.Add(successor);
            }
            else if (successor.Visited != BytecodeBlock.Left)
            {
                _backEdges.Add(new BackEdge(block, successor));
            }
        }
    }

    private void FindLoops()
    {
        bool[]?[] members = new bool[_order.Count][];
        var work = new List<BytecodeBlock>();
        foreach (BackEdge edge in _backEdges)
        {
            bool[] loop = members[edge.Header.Order] ??= new bool[_order.Count];
            loop[edge.Header.Order] = true;
            work.Add(edge.From);
            while (work.Count > 0)
            {
                BytecodeBlock block = work[^1];
                work.RemoveAt(work.Count - 1);
                if (block.Order >= 0 && !loop[block.Order])
                {
                    loop[block.Order] = true;
                    work.AddRange(block.Predecessors);
                }
            }
        }

        foreach (BytecodeBlock header in _order)
        {
            if (members[header.Order] is not { } loop)
            {
                continue;
            }

            header.LoopWrites = new BitArray(_prototype.RegisterCount);
            foreach (BytecodeBlock block in _order)
            {
                if (loop[block.Order])
                {
                    block.LoopDepth++;

                    // A block before the header in order that belongs to the loop can only be reached past the header.
                    IsReducible &= block.Order >= header.Order;
                    AddWrites(block, header.LoopWrites);
                }
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

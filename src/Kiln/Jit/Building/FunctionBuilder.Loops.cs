using System.Collections;
using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Building;

/// <content>
/// Loops. Every register that a loop writes becomes a phi at its header, held as the value with which the loop is entered, or as earlier attempts found
/// out (<see cref="LoopTypes"/>). What the end of an iteration leaves must be held alike; where it cannot be, the next attempt knows.
/// </content>
internal sealed partial class FunctionBuilder
{
    /// <summary>A loop header that waits for its backward edges.</summary>
    private sealed record Loop(int Start, Block Header, List<LoopVariable> Variables);

    /// <summary>A register that a loop writes.</summary>
    private sealed record LoopVariable(int Register, Node Phi);

    /// <summary>Makes a loop header at an instruction.</summary>
    /// <param name="start">The instruction.</param>
    /// <param name="writes">The registers that the loop writes; null for all.</param>
    private Loop EnterLoop(int start, BitArray? writes)
    {
        Block entry = _block!;
        Block header = _graph.NewBlock();
        header.IsLoopHeader = true;
        var loop = new Loop(start, header, []);
        var registers = (Node?[])_registers.Clone();
        BitArray live = _live[start];
        for (int r = 0; r < registers.Length; r++)
        {
            if (registers[r] is { } value && live.Get(r) && writes?.Get(r) != false)
            {
                value = AtLoopEntry(start, r, value);
                Node phi = AddPhi(header, value.Representation, value.Kind, value);
                registers[r] = phi;
                loop.Variables.Add(new LoopVariable(r, phi));
            }
            else if (!live.Get(r))
            {
                registers[r] = null;
            }
        }

        header.EntryState = State();
        entry.End = BlockEnd.Jump;
        Graph.Connect(entry, header);
        _block = header;
        _registers = registers;
        _state = null;
        return loop;
    }

    /// <summary>A loop variable's first value, held as earlier attempts found best.</summary>
    private Node AtLoopEntry(int header, int register, Node value)
    {
        if (!_session.LoopTypes.TryGet(_activation, header, register, out Representation representation, out Kind kind))
        {
            return value;
        }

        if (representation == Representation.Tagged)
        {
            return Box(value);
        }

        if (Graph.KnownKind(value) == kind)
        {
            return value;
        }

        return value.Representation == Representation.Tagged && BuildSession.Allows(_prototype, header, ExitReason.LoopEntryKind)
            ? Refine(value, kind, ExitReason.LoopEntryKind)
            : Box(value);
    }

    private void CloseLoop(Loop loop, Block from, Node?[] registers)
    {
        (Block? block, Node?[] saved, int pc, FrameState? state) = (_block, _registers, _pc, _state);
        (_block, _registers, _pc, _state) = (from, (Node?[])registers.Clone(), loop.Start, null);
        var values = new List<Node>(loop.Variables.Count);
        foreach ((int register, Node phi) in loop.Variables)
        {
            values.Add(AtLoopEnd(loop.Start, register, phi, _registers[register] ?? phi));
        }

        Guard(NodeOp.Poll, ExitReason.Interrupted);
        for (int i = 0; i < values.Count; i++)
        {
            Node phi = loop.Variables[i].Phi;
            phi.Inputs = [.. phi.Inputs, values[i]];
        }

        from.End = BlockEnd.Jump;
        Graph.Connect(from, loop.Header);
        (_block, _registers, _pc, _state) = (block, saved, pc, state);
    }

    /// <summary>The value a loop variable has at the end of an iteration, held like the phi; if that fails, the next attempt knows.</summary>
    private Node AtLoopEnd(int header, int register, Node phi, Node value)
    {
        if (phi.Representation == Representation.Tagged)
        {
            return Box(value);
        }

        if (value.Representation == phi.Representation && value.Kind == phi.Kind)
        {
            return value;
        }

        Kind kind = Graph.KnownKind(phi);
        if (value.Representation == Representation.Tagged && value.Op != NodeOp.ConstantNil && BuildSession.Allows(_prototype, header, ExitReason.LoopEntryKind))
        {
            return Refine(value, kind, ExitReason.LoopEntryKind);
        }

        _session.LoopTypes.Set(_activation, header, register, Representation.Tagged, Kind.Undefined);
        return phi;
    }

    /// <summary>Looks at all loops for variables that are tagged although every iteration leaves the same kind in them.</summary>
    private void FinishLoops()
    {
        if (_ownLoop is not null)
        {
            FinishLoop(_ownLoop);
        }

        foreach (Loop? loop in _loops)
        {
            if (loop is not null)
            {
                FinishLoop(loop);
            }
        }
    }

    private void FinishLoop(Loop loop)
    {
        foreach ((int register, Node phi) in loop.Variables)
        {
            if (phi.Representation != Representation.Tagged || phi.Inputs.Length < 2)
            {
                continue;
            }

            Kind kind = Kind.Undefined;
            bool agree = true;
            foreach (Node input in phi.Inputs.AsSpan(1))
            {
                Kind known = Graph.KnownKind(input.Op == NodeOp.Box ? input.Inputs[0] : input);
                agree &= ReferenceEquals(input, phi) || (known is not (Kind.Undefined or Kind.Nil) && (kind == Kind.Undefined || kind == known));
                kind = ReferenceEquals(input, phi) ? kind : known;
            }

            Node entry = phi.Inputs[0];
            bool entryFits = entry.Op != NodeOp.Box && entry.Op != NodeOp.ConstantNil;
            if (agree && kind != Kind.Undefined && entryFits && BuildSession.Allows(_prototype, loop.Start, ExitReason.LoopEntryKind))
            {
                _session.LoopTypes.Set(_activation, loop.Start, register, RepresentationOf(kind), kind);
            }
        }
    }
}

using Kiln.Bytecode;
using Kiln.Interpreter;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Building;

/// <content>One case per instruction; what is not listed here is carried out by the interpreter's general path.</content>
internal sealed partial class FunctionBuilder
{
    private void Carry(in Instruction i)
    {
        switch (i.Opcode)
        {
            case Opcode.Nop:
                return;
            case Opcode.Move or Opcode.Borrow:
                Set(i.A, Get(i.B));
                return;
            case Opcode.Copy:
                Share(Get(i.B));
                Set(i.A, Get(i.B));
                return;
            case Opcode.Share:
                Share(Get(i.A));
                return;
            case Opcode.Unshare:
                Unshare(i.A);
                return;
            case Opcode.LoadConstant:
                Set(i.A, Constant(_prototype.ConstantsField[i.B]));
                return;
            case Opcode.LoadInt:
                Set(i.A, Int(i.Wide));
                return;
            case Opcode.LoadNil:
                Set(i.A, Add(NodeOp.ConstantNil));
                return;
            case Opcode.LoadBool:
                Set(i.A, Bool(i.B != 0));
                return;
            case Opcode.LoadUndefined:
                Set(i.A, Add(NodeOp.ConstantUndefined));
                return;

            case Opcode.GetGlobal:
                GetGlobal(i.A, ObjectAt<GlobalCell>(i.B));
                return;
            case Opcode.SetGlobal:
                SetGlobal(ObjectAt<GlobalCell>(i.B), Get(i.A));
                return;
            case Opcode.CheckGlobalMutable:
                CheckGlobalMutable(ObjectAt<GlobalCell>(i.B));
                return;
            case Opcode.CheckBound:
                CheckBound(Get(i.A));
                return;
            case Opcode.NewCell:
                NewCell(i.A);
                return;
            case Opcode.GetCell:
                Set(i.A, Add(NodeOp.LoadCell, AsCell(Get(i.B))));
                return;
            case Opcode.SetCell:
                Add(NodeOp.StoreCell, AsCell(Get(i.A)), Get(i.B));
                return;
            case Opcode.GetCapture:
                Set(i.A, AddNumbered(NodeOp.LoadCapture, i.B, _thisFunction!));
                return;
            case Opcode.GetCaptureCell:
                Set(i.A, Add(NodeOp.LoadCell, CapturedCell(i.B)));
                return;
            case Opcode.SetCaptureCell:
                Add(NodeOp.StoreCell, CapturedCell(i.B), Get(i.A));
                return;
            case Opcode.LoadCallee:
                Set(i.A, _thisFunction!);
                return;

            case >= Opcode.Add and <= Opcode.Modulo:
                Arithmetic((BinaryOperator)(i.Opcode - Opcode.Add), Get(i.B), Get(i.C), i.A);
                return;
            case >= Opcode.AddImmediate and <= Opcode.ModuloImmediate:
                Arithmetic((BinaryOperator)(i.Opcode - Opcode.AddImmediate), Get(i.B), Int((short)i.C), i.A);
                return;
            case >= Opcode.AddConstant and <= Opcode.ModuloConstant:
                Arithmetic((BinaryOperator)(i.Opcode - Opcode.AddConstant), Get(i.B), Constant(_prototype.ConstantsField[i.C]), i.A);
                return;
            case Opcode.Quotient:
                Quotient(i);
                return;
            case Opcode.Negate:
                Negate(i);
                return;
            case Opcode.Not:
                Not(i);
                return;
            case Opcode.ToBool:
                Set(i.A, Truth(Get(i.B)));
                return;
            case >= Opcode.Equal and <= Opcode.GreaterEqual:
                Set(i.A, Compare(GeneralPath.Comparison(i, Opcode.Equal), Get(i.B), Get(i.C), _prototype.FeedbackField[_pc].First));
                return;

            case Opcode.IsKind:
                Set(i.A, IsKind(Get(i.B), (Kind)i.C));
                return;
            case Opcode.JumpUnlessLibrary:
                JumpUnlessLibrary(i);
                return;

            case Opcode.Jump:
                GoTo(_pc + 1 + i.Wide);
                return;
            case Opcode.JumpIf:
                Branch(Truth(Get(i.A)), true, i.Wide);
                return;
            case Opcode.JumpUnless:
                Branch(Truth(Get(i.A)), false, i.Wide);
                return;
            case Opcode.JumpIfNil:
                Branch(IsNil(Get(i.A)), true, i.Wide);
                return;
            case Opcode.JumpIfNotNil:
                Branch(IsNil(Get(i.A)), false, i.Wide);
                return;
            case Opcode.JumpIfUndefined:
                Branch(Add(NodeOp.IsUndefined, Box(Get(i.A))), true, i.Wide);
                return;
            case >= Opcode.JumpIfEqual and <= Opcode.JumpIfGreaterEqual:
                CompareBranch(GeneralPath.Comparison(i, Opcode.JumpIfEqual), !GeneralPath.IsNegated(i, Opcode.JumpIfNotEqual), Get(i.A), Get(i.B), i);
                return;
            case >= Opcode.JumpUnlessLess and <= Opcode.JumpUnlessGreaterEqual:
                CompareBranch((ComparisonOperator)(i.Opcode - Opcode.JumpUnlessLess) + (int)ComparisonOperator.Less, false, Get(i.A), Get(i.B), i);
                return;
            case >= Opcode.JumpIfEqualImmediate and <= Opcode.JumpIfGreaterEqualImmediate:
                CompareBranch(GeneralPath.Comparison(i, Opcode.JumpIfEqualImmediate), !GeneralPath.IsNegated(i, Opcode.JumpIfNotEqualImmediate), Get(i.A), Int((short)i.B), i);
                return;
            case >= Opcode.JumpUnlessLessImmediate and <= Opcode.JumpUnlessGreaterEqualImmediate:
                CompareBranch((ComparisonOperator)(i.Opcode - Opcode.JumpUnlessLessImmediate) + (int)ComparisonOperator.Less, false, Get(i.A), Int((short)i.B), i);
                return;
            case Opcode.JumpIfEqualConstant or Opcode.JumpIfNotEqualConstant:
                CompareBranch(i.D == 0 ? ComparisonOperator.Equal : ComparisonOperator.NumberEqual, i.Opcode == Opcode.JumpIfEqualConstant, Get(i.A), Constant(_prototype.ConstantsField[i.B]), i);
                return;
            case Opcode.JumpUnlessCase:
                JumpUnlessCase(i);
                return;

            case Opcode.Return:
                Return(Get(i.A));
                return;
            case Opcode.ReturnNil:
                Return(Add(NodeOp.ConstantNil));
                return;
            case Opcode.Throw:
                Add(NodeOp.Throw, Box(Get(i.A)));
                Fail();
                return;
            case Opcode.Propagate:
                Propagate(i);
                return;
            case Opcode.Yield:
                Exit(ExitReason.Yielded);
                return;

            case Opcode.Call or Opcode.CallUpdate:
                Call(i);
                return;
            case Opcode.TailCall:
                TailCall(i);
                return;
            case Opcode.CallNative:
                CallNative(i);
                return;
            case Opcode.LoadMethod:
                LoadMethod(i);
                return;

            case Opcode.NewArray:
                NewArray(i);
                return;
            case Opcode.GetIndex:
                GetIndex(i);
                return;
            case Opcode.SetIndex:
                SetIndex(i);
                return;
            case Opcode.GetField:
                GetField(i);
                return;
            case Opcode.SetField:
                SetField(i);
                return;
            case Opcode.NewRecord:
                NewRecord(i);
                return;
            case Opcode.NewPair:
                Node pair = Add(NodeOp.NewPair, Get(i.B), Get(i.C));
                pair.Kind = Kind.Pair;
                Set(i.A, pair);
                return;
            case Opcode.GetFirst or Opcode.GetSecond:
                GetPart(i);
                return;
            case Opcode.RangePrepare:
                RangePrepare(i);
                return;
            case Opcode.IterPrepare:
                IterPrepare(i);
                return;
            case Opcode.IterNext:
                IterNext(i);
                return;

            default:
                Execute(i);
                return;
        }
    }

    private T ObjectAt<T>(int index)
        where T : class => (T)_prototype.ObjectsField[index];

    private void Return(Node value)
    {
        _returns.Add(new Result(_block!, value));
        _block = null;
    }

    // ---- the general path

    /// <summary>
    /// Has the interpreter's general path carry out the instruction: the registers it reads go into a window on the register stack,
    /// those it writes come out of it.
    /// </summary>
    /// <returns>Where it continues: -1 if it failed (which is handled here), less for a return, else an instruction.</returns>
    private Node Execute(in Instruction i)
    {
        Node window = AddAbout(NodeOp.OpenWindow, _prototype);
        var reads = new List<int>();
        OperandWalker.Reads(i, _prototype.ObjectsField, ref reads, static (ref List<int> list, int register) => list.Add(register));
        foreach (int register in reads.Distinct())
        {
            if (_registers[register] is { } value)
            {
                AddNumbered(NodeOp.StoreWindow, register, value);
            }
        }

        Node next = AddAbout(NodeOp.Execute, _prototype, _thisFunction!);
        next.Number = _pc;
        var results = new List<(int Register, Node Value)>();
        var writes = new List<int>();
        OperandWalker.Writes(i, ref writes, static (ref List<int> list, int register) => list.Add(register));
        foreach (int register in writes.Distinct())
        {
            Node written = AddNumbered(NodeOp.LoadWindow, register);
            results.Add((register, written));
        }

        Add(NodeOp.CloseWindow, window);
        State();
        if (i.Opcode != Opcode.Propagate)
        {
            Checked(next);
        }

        foreach ((int register, Node written) in results)
        {
            Set(register, written);
        }

        return next;
    }

    private void JumpUnlessCase(in Instruction i)
    {
        Node next = Execute(i);
        Node jumps = AddNumbered(NodeOp.CompareInt, (long)ComparisonOperator.Equal, next, Int(_pc + 1 + (short)i.C));
        Branch(jumps, true, (short)i.C);
    }

    /// <summary>A success goes on with its payload; a failure is returned; anything else is an error.</summary>
    private void Propagate(in Instruction i)
    {
        Node value = Get(i.B);
        Node?[] before = (Node?[])_registers.Clone();
        FrameState state = State();
        Node next = Execute(i);
        Node payload = Get(i.A);
        Block goesOn = _graph.NewBlock();
        Block leaves = _graph.NewBlock();
        Block returns = _graph.NewBlock();
        Block fails = _graph.NewBlock();
        EndWithBranch(AddNumbered(NodeOp.CompareInt, (long)ComparisonOperator.GreaterEqual, next, Int(0)), goesOn, leaves);
        _block = leaves;
        EndWithBranch(AddNumbered(NodeOp.CompareInt, (long)ComparisonOperator.Less, next, Int(-1)), returns, fails);
        _block = returns;
        Return(value);
        _block = fails;
        (_registers, _state) = (before, state);
        Fail();
        _block = goesOn;
        _registers = (Node?[])before.Clone();
        Set(i.A, payload);
    }
}

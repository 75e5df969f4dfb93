using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Building;

/// <content>Arrays, maps and records.</content>
internal sealed partial class FunctionBuilder
{
    private void NewArray(in Instruction i)
    {
        var elements = new Node[i.C];
        for (int k = 0; k < elements.Length; k++)
        {
            elements[k] = Get(i.B + k);
        }

        Node array = Add(NodeOp.NewArray, elements);
        array.Kind = Kind.Array;
        Set(i.A, array);
    }

    private void NewRecord(in Instruction i)
    {
        RecordLiteral literal = ObjectAt<RecordLiteral>(i.C);
        var values = new Node[literal.Names.Length];
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = Get(i.B + k);
        }

        Node record = AddAbout(NodeOp.NewRecord, literal, values);
        record.Kind = Kind.Record;
        Set(i.A, record);
    }

    /// <summary>The one storage that an instruction has met in arrays, if it has met only arrays of one storage.</summary>
    private ArrayStorage? StorageSeen()
    {
        Feedback feedback = _prototype.FeedbackField[_pc];
        return feedback.Second != 0 || !Allows(ExitReason.Storage) || !Allows(ExitReason.IndexRange) ? null : feedback.First switch
        {
            1 << (int)ArrayStorage.Ints => ArrayStorage.Ints,
            1 << (int)ArrayStorage.Floats => ArrayStorage.Floats,
            1 << (int)ArrayStorage.Bools => ArrayStorage.Bools,
            1 << (int)ArrayStorage.Values => ArrayStorage.Values,
            1 << (int)ArrayStorage.Strings => ArrayStorage.Strings,
            _ => null,
        };
    }

    private void GetIndex(in Instruction i)
    {
        Node container = Get(i.B);
        Node index = Get(i.C);
        if (StorageSeen() is { } storage && AsIndex(index) is { } position && AsObject(container, Kind.Array) is { } array)
        {
            Set(i.A, LoadElement(array, position, storage));
            return;
        }

        Node element = Add(NodeOp.GetElement, Box(container), Box(index));
        element.Aux = _prototype.Language;
        Set(i.A, Checked(element));
    }

    private Node? AsIndex(Node index) => AsNumber(index, Kind.Int, ExitReason.ExpectedInt);

    private Node? AsNumber(Node value, Kind kind, ExitReason reason)
    {
        Kind known = Graph.KnownKind(value);
        return known == kind ? value : known == Kind.Undefined && Allows(reason) ? Refine(value, kind, reason) : null;
    }

    /// <summary>Checks storage and index, and loads.</summary>
    private Node LoadElement(Node array, Node index, ArrayStorage storage)
    {
        Guard(NodeOp.GuardStorage, ExitReason.Storage, array).Number = (long)storage;
        Guard(NodeOp.GuardIndex, ExitReason.IndexRange, index, Add(NodeOp.ArrayCount, array));
        return LoadChecked(array, index, storage);
    }

    private Node LoadChecked(Node array, Node index, ArrayStorage storage)
    {
        Node element = AddNumbered(NodeOp.LoadElement, (long)storage, AddNumbered(NodeOp.ArrayItems, (long)storage, array), index);
        (element.Representation, element.Kind) = NodeTable.ElementOf(storage);
        return element;
    }

    private void SetIndex(in Instruction i)
    {
        Node container = Get(i.A);
        Node index = Get(i.B);
        Node value = Get(i.C);
        if (StorageSeen() is { } storage && Allows(ExitReason.SharedContainer)
            && AsIndex(index) is { } position && AsObject(container, Kind.Array) is { } array && AsElement(value, storage) is { } element)
        {
            Guard(NodeOp.GuardUnshared, ExitReason.SharedContainer, array);
            Guard(NodeOp.GuardStorage, ExitReason.Storage, array).Number = (long)storage;
            Guard(NodeOp.GuardIndex, ExitReason.IndexRange, position, Add(NodeOp.ArrayCount, array));
            AddNumbered(NodeOp.StoreElement, (long)storage, AddNumbered(NodeOp.ArrayItems, (long)storage, array), position, element);
            return;
        }

        Node result = Add(NodeOp.SetElement, Box(container), Box(index), Box(value));
        result.Aux = _prototype.Language;
        Set(i.A, Checked(result));
        if (container.Representation == Representation.Object)
        {
            // The container is the same or a copy.
            RefineAfter(result, container.Kind, ExitReason.ExpectedKind);
        }
    }

    private Node? AsElement(Node value, ArrayStorage storage) => storage switch
    {
        ArrayStorage.Ints => AsNumber(value, Kind.Int, ExitReason.ExpectedInt),
        ArrayStorage.Floats => AsNumber(value, Kind.Float, ExitReason.ExpectedFloat),
        ArrayStorage.Bools => AsNumber(value, Kind.Bool, ExitReason.ExpectedBool),
        ArrayStorage.Strings => AsObject(value, Kind.String),
        _ => value,
    };

    private void GetField(in Instruction i)
    {
        Feedback feedback = _prototype.FeedbackField[_pc];
        if (feedback.Target is Shape shape && Allows(ExitReason.Shape) && AsObject(Get(i.B), Kind.Record) is { } record)
        {
            Guard(NodeOp.GuardShape, ExitReason.Shape, record).Aux = shape;
            Set(i.A, AddNumbered(NodeOp.LoadSlot, feedback.First, record));
            return;
        }

        Execute(i);
    }

    private void SetField(in Instruction i)
    {
        Feedback feedback = _prototype.FeedbackField[_pc];
        if (feedback.Target is Shape shape && Allows(ExitReason.Shape) && Allows(ExitReason.SharedContainer) && AsObject(Get(i.A), Kind.Record) is { } record)
        {
            Guard(NodeOp.GuardShape, ExitReason.Shape, record).Aux = shape;
            Guard(NodeOp.GuardUnshared, ExitReason.SharedContainer, record);
            AddNumbered(NodeOp.StoreSlot, feedback.First, record, Get(i.C));
            return;
        }

        Execute(i);
    }

    // ---- loops over things

    private void RangePrepare(in Instruction i)
    {
        GlobalCell cell = ObjectAt<GlobalCell>(i.C);
        int count = i.B;
        if (!cell.IsLibrary || count is < 1 or > 3 || !Allows(ExitReason.GlobalChanged) || !Allows(ExitReason.Overflow))
        {
            Execute(i);
            return;
        }

        var arguments = new Node[count];
        for (int k = 0; k < count; k++)
        {
            if (AsNumber(Get(i.A + k), Kind.Int, ExitReason.ExpectedInt) is not { } argument)
            {
                Execute(i);
                return;
            }

            arguments[k] = argument;
        }

        long step = count == 3 ? arguments[2].Number : 1;
        if (count == 3 && (arguments[2].Op != NodeOp.ConstantInt || step is 0 or < -1_000_000 or > 1_000_000))
        {
            Execute(i);
            return;
        }

        Guard(NodeOp.GuardLibrary, ExitReason.GlobalChanged).Aux = cell;
        Node start = count == 1 ? Int(0) : arguments[0];
        Node items = arguments[0];
        if (count > 1)
        {
            // The number of items may come out negative, which the loop takes for none.
            items = step > 0 ? Guard(NodeOp.SubtractInt, ExitReason.Overflow, arguments[1], start) : Guard(NodeOp.SubtractInt, ExitReason.Overflow, start, arguments[1]);
            long stride = Math.Abs(step);
            if (stride > 1)
            {
                items = Guard(NodeOp.AddInt, ExitReason.Overflow, items, Int(stride - 1));
                items = Guard(NodeOp.DivideInt, ExitReason.Divisor, items, Int(stride));
            }
        }

        Set(i.A, start);
        Set(i.A + 1, items);
        Set(i.A + 2, Int(step));
    }

    private void IterPrepare(in Instruction i)
    {
        Node source = Get(i.B);
        int seen = _prototype.FeedbackField[_pc].First;
        if (seen is 0 or 1 << (int)Kind.Array && AsObject(source, Kind.Array) is { } array)
        {
            Add(NodeOp.Share, array);
            Set(i.A, array);
            Set(i.A + 1, Int(0));
            Set(i.A + 2, Add(NodeOp.ConstantNil));
            return;
        }

        Execute(i);
    }

    private void IterNext(in Instruction i)
    {
        int target = _pc + 1 + i.Wide;
        int a = i.A;
        Node state = Get(a);
        switch (Graph.KnownKind(state))
        {
            case Kind.Int when AsNumber(Get(a + 1), Kind.Int, ExitReason.ExpectedInt) is { } remaining && AsNumber(Get(a + 2), Kind.Int, ExitReason.ExpectedInt) is { } step:
                IterateIf(AddNumbered(NodeOp.CompareInt, (long)ComparisonOperator.Greater, remaining, Int(0)), target, () =>
                {
                    Set(a + 3, state);
                    Set(a + 1, Unchecked(NodeOp.SubtractInt, remaining, Int(1)));
                    Set(a, Unchecked(NodeOp.AddInt, state, step));
                });
                return;

            case Kind.Array when AsNumber(Get(a + 1), Kind.Int, ExitReason.ExpectedInt) is { } index:
                ArrayStorage? storage = Allows(ExitReason.Storage) ? StorageMarks.Of(_prototype.FeedbackField[_pc].Target) : null;
                if (storage is { } known)
                {
                    Guard(NodeOp.GuardStorage, ExitReason.Storage, state).Number = (long)known;
                }

                IterateIf(AddNumbered(NodeOp.CompareInt, (long)ComparisonOperator.Less, index, Add(NodeOp.ArrayCount, state)), target, () =>
                {
                    Node item = storage is { } s ? LoadChecked(state, index, s) : Add(NodeOp.LoadAnyElement, state, index);
                    Share(item);
                    Set(a + 3, item);
                    Set(a + 1, Unchecked(NodeOp.AddInt, index, Int(1)));
                });
                return;

            default:
                Node next = Execute(i);
                Branch(AddNumbered(NodeOp.CompareInt, (long)ComparisonOperator.Equal, next, Int(target)), true, i.Wide);
                return;
        }
    }

    private Node Unchecked(NodeOp op, Node left, Node right)
    {
        Node node = Guard(op, ExitReason.Overflow, left, right);
        node.Number = 1;
        return node;
    }

    /// <summary>Ends the block: if there is an item, steps the loop and goes to its body.</summary>
    private void IterateIf(Node condition, int target, Action step)
    {
        Feedback feedback = _prototype.FeedbackField[_pc];
        bool prunes = _session.PrunesUnreached && feedback.First + feedback.Second >= OperandMarks.EnoughBranches && Allows(ExitReason.Unreached);
        Block body = _graph.NewBlock();
        Block after = _graph.NewBlock();
        EndWithBranch(condition, body, after);
        (int pc, Node?[] registers) = (_pc, _registers);
        _registers = (Node?[])registers.Clone();
        _block = body;
        step();
        Side(body, target, false);
        (_pc, _registers) = (pc, registers);
        Side(after, pc + 1, prunes && feedback.Second == 0);
    }
}

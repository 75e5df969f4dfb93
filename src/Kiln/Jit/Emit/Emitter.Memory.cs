using System.Reflection.Emit;
using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;
using Label = System.Reflection.Emit.Label;

namespace Kiln.Jit.Emit;

/// <content>Variables, arrays, records: what is read and written in memory.</content>
internal sealed partial class Emitter
{
    private void EmitMemory(Node node)
    {
        switch (node.Op)
        {
            case NodeOp.LoadGlobal:
                _il.Constant(_pool, node.Aux!);
                _il.Field(Members.GlobalValue);
                Store(node);
                return;
            case NodeOp.StoreGlobal:
                _il.Constant(_pool, node.Aux!);
                _il.Int(0);
                _il.StoreField(Members.GlobalIsLibrary);
                _il.Constant(_pool, node.Aux!);
                _il.FieldAddress(Members.GlobalValue);
                StoreAtAddress(node.Inputs[0]);
                return;
            case NodeOp.NewCell:
                LoadWhole(node.Inputs[0]);
                _il.New(Members.NewCell);
                Store(node);
                return;
            case NodeOp.LoadCell:
                Load(node.Inputs[0]);
                _il.Field(Members.Content);
                Store(node);
                return;
            case NodeOp.StoreCell:
                Load(node.Inputs[0]);
                _il.FieldAddress(Members.Content);
                StoreAtAddress(node.Inputs[1]);
                return;
            case NodeOp.LoadCapture:
                Load(node.Inputs[0]);
                _il.Field(Members.Captures);
                _il.Call(Members.FirstElement(typeof(Value)));
                RegisterAddress((int)node.Number);
                _il.Object(OpCodes.Ldobj, typeof(Value));
                Store(node);
                return;
            case NodeOp.Share:
                if (node.Inputs[0].Representation == Representation.Object)
                {
                    Load(node.Inputs[0]);
                    _il.Int(1);
                    _il.StoreField(Members.Shared);
                }
                else
                {
                    LoadTag(node.Inputs[0]);
                    _il.Call(Members.Helper(nameof(Support.Share)));
                }

                return;
            case NodeOp.Unshare:
                Load(node.Inputs[0]);
                _il.Call(Members.Helper(nameof(Support.Unshare)));
                Store(node);
                return;
            case NodeOp.ArrayCount:
                Load(node.Inputs[0]);
                _il.Field(Members.ArrayCount);
                _il.Emit(OpCodes.Conv_I8);
                Store(node);
                return;
            case NodeOp.ArrayItems:
                Load(node.Inputs[0]);
                _il.Field(Members.ArrayItems);
                Store(node);
                return;
            case NodeOp.LoadElement:
                ElementAddress(node);
                _il.Object(OpCodes.Ldobj, StorageType(node));
                Store(node);
                return;
            case NodeOp.LoadAnyElement:
                Load(node.Inputs[0]);
                Load(node.Inputs[1]);
                _il.Call(Members.Helper(nameof(Support.ElementAt)));
                Store(node);
                return;
            case NodeOp.StoreElement:
                ElementAddress(node);
                if (node.Number == (long)ArrayStorage.Values)
                {
                    StoreAtAddress(node.Inputs[2]);
                    return;
                }

                Load(node.Inputs[2]);
                _il.Object(OpCodes.Stobj, StorageType(node));
                return;
            case NodeOp.ArrayAppend:
                EmitAppend(node);
                return;
            case NodeOp.NewArray:
                EmitNewArray(node);
                return;
            case NodeOp.LoadSlot:
                SlotAddress(node);
                _il.Object(OpCodes.Ldobj, typeof(Value));
                Store(node);
                return;
            case NodeOp.LoadFirst or NodeOp.LoadSecond:
                Load(node.Inputs[0]);
                _il.Field(node.Op == NodeOp.LoadFirst ? Members.PairFirst : Members.PairSecond);
                Store(node);
                return;
            case NodeOp.NewPair:
                LoadWhole(node.Inputs[0]);
                LoadWhole(node.Inputs[1]);
                _il.New(Members.NewPair);
                Store(node);
                return;
            case NodeOp.StoreSlot:
                SlotAddress(node);
                StoreAtAddress(node.Inputs[1]);
                return;
            case NodeOp.NewRecord:
                EmitNewRecord(node);
                return;
            default:
                throw new InvalidOperationException($"no code for {node.Op}");
        }
    }

    private void SlotAddress(Node node)
    {
        Load(node.Inputs[0]);
        _il.Int((int)node.Number);
        _il.Call(Members.InlineSlot);
    }

    private static Type StorageType(Node node) => (ArrayStorage)node.Number switch
    {
        ArrayStorage.Ints => typeof(long),
        ArrayStorage.Floats => typeof(double),
        ArrayStorage.Bools => typeof(bool),
        ArrayStorage.Strings => typeof(StringObject),
        _ => typeof(Value),
    };

    private void ElementAddress(Node node)
    {
        Type type = StorageType(node);
        Load(node.Inputs[0]);
        _il.Call(Members.FirstElement(type));
        Load(node.Inputs[1]);
        int size = type == typeof(Value) ? 16 : type == typeof(bool) ? 1 : 8;
        if (size > 1)
        {
            _il.Long(size);
            _il.Emit(OpCodes.Mul);
        }

        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Add);
    }

    /// <summary>Adds a register's offset to the address on the stack.</summary>
    private void RegisterAddress(int register)
    {
        if (register != 0)
        {
            _il.Int(register * 16);
            _il.Emit(OpCodes.Conv_I);
            _il.Emit(OpCodes.Add);
        }
    }

    private void EmitAppend(Node node)
    {
        Load(node.Inputs[0]);
        Node item = Unboxed(node.Inputs[1]);
        string? helper = item.Representation switch
        {
            Representation.Int => nameof(Support.AppendInt),
            Representation.Float => nameof(Support.AppendFloat),
            Representation.Bool => nameof(Support.AppendBool),
            _ => null,
        };
        if (helper is null)
        {
            LoadWhole(item);
            _il.Call(Members.Helper(nameof(Support.Append)));
            return;
        }

        Load(item);
        _il.Call(Members.Helper(helper));
    }

    private void EmitNewArray(Node node)
    {
        EmitArguments(node.Inputs);
        LoadContext();
        _il.Int(node.Inputs.Length);
        _il.Call(Members.Helper(nameof(Support.NewArray)));
        Store(node);
    }

    private void EmitNewRecord(Node node)
    {
        LoadContext();
        _il.Constant(_pool, node.Aux!);
        _il.Call(Members.Helper(nameof(Support.NewRecord)));
        _uses[node.Id]++;
        Store(node);
        for (int i = 0; i < node.Inputs.Length; i++)
        {
            Load(node);
            _il.Int(i);
            _il.Call(i < RecordObject.MaximumInline ? Members.InlineSlot : Members.Slot);
            LoadWhole(node.Inputs[i]);
            _il.Object(OpCodes.Stobj, typeof(Value));
        }
    }
}

using System.Reflection.Emit;
using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;
using Label = System.Reflection.Emit.Label;

namespace Kiln.Jit.Emit;

/// <content>Values of nodes: as they are held, whole, or in parts; where they are kept.</content>
internal sealed partial class Emitter
{
    /// <summary>A value as it was before it was boxed: exits store the parts.</summary>
    private static Node Unboxed(Node value) => value.Op == NodeOp.Box ? value.Inputs[0] : value;

    private static Type TypeOf(Representation representation) => representation switch
    {
        Representation.Int => typeof(long),
        Representation.Float => typeof(double),
        Representation.Bool => typeof(int),
        Representation.Tagged => typeof(Value),
        Representation.Object => typeof(HeapObject),
        _ => typeof(object),
    };

    private LocalBuilder LocalOf(Node node) => _locals[node.Id] ??= _il.Local(TypeOf(node.Representation));

    /// <summary>Pushes a node's value as it is held.</summary>
    private void Load(Node node)
    {
        switch (node.Op)
        {
            case NodeOp.ConstantInt:
                _il.Long(node.Number);
                return;
            case NodeOp.ConstantFloat:
                _il.Double(node.Float);
                return;
            case NodeOp.ConstantBool:
                _il.Int((int)node.Number);
                return;
            case NodeOp.ConstantNil:
                LoadTagged(Members.NilTag);
                return;
            case NodeOp.ConstantUndefined:
                LoadTagged(Members.UndefinedTag);
                return;
            case NodeOp.ConstantObject:
                _il.Constant(_pool, node.Aux!);
                return;
            case NodeOp.ThisFunction:
                _il.Argument(FunctionArgument);
                return;
            case NodeOp.Parameter when _graph.Parameters.Length <= Compiler.RegisterParameters:
                _il.Argument(FirstArgument + (int)node.Number);
                return;
            default:
                _il.Emit(OpCodes.Ldloc, LocalOf(node));
                return;
        }
    }

    private void LoadTagged(System.Reflection.FieldInfo tag)
    {
        _il.Argument(ContextArgument);
        _il.Field(tag);
        _il.Long(0);
        _il.New(Members.NewValue);
    }

    private void LoadAbnormal() => LoadTagged(Members.AbnormalTag);

    /// <summary>Pushes the tag that a node's value has as a whole value.</summary>
    private void LoadTag(Node node)
    {
        node = Unboxed(node);
        switch (node.Representation)
        {
            case Representation.Int or Representation.Float or Representation.Bool:
                LoadContext();
                _il.Field(Members.TagOf(node.Representation));
                return;
            case Representation.Object:
                Load(node);
                return;
            default:
                if (node.Op is NodeOp.ConstantNil or NodeOp.ConstantUndefined)
                {
                    LoadContext();
                    _il.Field(node.Op == NodeOp.ConstantNil ? Members.NilTag : Members.UndefinedTag);
                    return;
                }

                Load(node);
                _il.Field(Members.Tag);
                return;
        }
    }

    /// <summary>Pushes the payload that a node's value has as a whole value.</summary>
    private void LoadBits(Node node)
    {
        node = Unboxed(node);
        switch (node.Representation)
        {
            case Representation.Int:
                Load(node);
                return;
            case Representation.Float:
                if (node.Op == NodeOp.ConstantFloat)
                {
                    _il.Long(node.Number);
                    return;
                }

                Load(node);
                _il.Call(Members.DoubleToBits);
                return;
            case Representation.Bool:
                Load(node);
                _il.Emit(OpCodes.Conv_U8);
                return;
            case Representation.Object:
                _il.Long(node.Op == NodeOp.ConstantObject ? node.Number : 0);
                return;
            default:
                if (node.Op is NodeOp.ConstantNil or NodeOp.ConstantUndefined)
                {
                    _il.Long(0);
                    return;
                }

                Load(node);
                _il.Field(Members.Bits);
                return;
        }
    }

    /// <summary>Pushes a node's value as a whole value.</summary>
    private void LoadWhole(Node node)
    {
        if (node.Representation == Representation.Tagged && node.Op != NodeOp.Box)
        {
            Load(node);
            return;
        }

        LoadTag(node);
        LoadBits(node);
        _il.New(Members.NewValue);
    }

    /// <summary>Pops the value of a node into its variable, or drops it if nobody wants it.</summary>
    private void Store(Node node)
    {
        if (_uses[node.Id] == 0)
        {
            _il.Emit(OpCodes.Pop);
            return;
        }

        _il.Emit(OpCodes.Stloc, LocalOf(node));
    }

    /// <summary>
    /// Stores a node's value into the place whose address is on the stack. A known immediate first compares tags: where the place held
    /// the same kind before, only the payload is written, which needs no write barrier.
    /// </summary>
    private void StoreAtAddress(Node value)
    {
        value = Unboxed(value);
        if (value.Representation is Representation.Int or Representation.Float or Representation.Bool)
        {
            LoadTag(value);
            LoadBits(value);
            _il.Call(Members.Helper(nameof(Support.StoreImmediate)));
            return;
        }

        LoadWhole(value);
        _il.Object(OpCodes.Stobj, typeof(Value));
    }
}

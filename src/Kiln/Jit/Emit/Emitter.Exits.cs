using System.Reflection.Emit;
using Kiln.Jit.Graphs;
using Kiln.Tiering;
using Kiln.Values;
using Label = System.Reflection.Emit.Label;

namespace Kiln.Jit.Emit;

/// <content>
/// The exits. Each stores the registers that the interpreter needs into windows, one per frame, outermost first, and hands over: the result of
/// the interpreter is the result of the compiled function.
/// <para>
/// Exits differ in few registers, so they share the code that stores them. The stores of all exits form a tree: the root hands over, every other
/// node stores one register and continues with its parent, and an exit enters at the node whose path to the root holds its registers.
/// </para>
/// <code>
/// exit 3: [r0=v1, r2=v7]         r2 := v7 --\
/// exit 4: [r0=v1, r2=v9]         r2 := v9 ---> r0 := v1 ---> hand over
/// </code>
/// </content>
internal sealed partial class Emitter
{
    // Of the two words of a value, the tag comes first: it is a reference, and .NET puts those first.
    private const int BitsOffset = 8;

    private LocalBuilder? _site;
    private LocalBuilder? _seen;

    /// <summary>One store of the tree.</summary>
    private sealed class ExitStore(bool isInLoopFrame, int register, Node? value, ExitStore? parent, Label label)
    {
        public bool IsInLoopFrame => isInLoopFrame;

        public int Register => register;

        public Node? Value => value;

        public ExitStore? Parent => parent;

        public Label Label => label;

        public List<ExitStore> Children { get; } = [];
    }

    private void EmitExits()
    {
        if (_exits.Count == 0)
        {
            return;
        }

        _window ??= _il.Local(typeof(Value).MakeByRefType());
        _site = _il.Local(typeof(ExitSite));
        _seen = _il.Local(typeof(Value));
        var root = new ExitStore(false, 0, null, null, _il.NewLabel());
        for (int i = 0; i < _exits.Count; i++)
        {
            PendingExit exit = _exits[i];
            var site = new ExitSite(_unit, _unit.Exits.Count, exit.Reason, exit.State, exit.IsAbnormal, exit.Branch, exit.Guard);
            _unit.Exits.Add(site);
            _il.Mark(exit.Label);
            _il.Comment(site);
            if (exit.IsAbnormal && !site.HasHandler)
            {
                LoadContext();
                _il.Constant(_pool, site);
                _il.Argument(DepthArgument);
                _il.Call(Members.Helper(_graph.IsLoop ? nameof(Support.AbandonLoop) : nameof(Support.Abandon)));
                _il.Emit(OpCodes.Ret);
                continue;
            }

            EmitExitHead(exit, site);
            _il.Emit(OpCodes.Br, EnterStores(root, exit.State, site).Label);
        }

        EmitExitStores(root);
        LoadContext();
        _il.Argument(FunctionArgument);
        _il.Argument(DepthArgument);
        _il.Emit(OpCodes.Ldloc, _site);
        _il.Emit(OpCodes.Ldloc, _seen);
        _il.Call(Members.Helper(_graph.IsLoop ? nameof(Support.LeaveLoop) : nameof(Support.Leave)));
        if (!_graph.IsLoop && _graph.Prototype.HasTailCalls)
        {
            _il.Emit(OpCodes.Stloc, _seen);
            TailCallStubs.EmitReturnOrCall(_il, _seen);
            return;
        }

        _il.Emit(OpCodes.Ret);
    }

    private void EmitExitHead(PendingExit exit, ExitSite site)
    {
        if (exit.WhenAbnormal is { } abnormal)
        {
            LoadTag(exit.Seen!);
            LoadContext();
            _il.Field(Members.AbnormalTag);
            _il.Emit(OpCodes.Beq, abnormal);
        }

        if (exit.Seen is not null)
        {
            LoadWhole(exit.Seen);
            _il.Emit(OpCodes.Stloc, _seen!);
        }

        _il.Constant(_pool, site);
        _il.Emit(OpCodes.Stloc, _site!);
        if (!_graph.IsLoop || site.Frames.Length > 1)
        {
            LoadContext();
            _il.Argument(FunctionArgument);
            _il.Emit(OpCodes.Ldloc, _site!);
            _il.Call(Members.Helper(nameof(Support.BeginExit)));
            _il.Emit(OpCodes.Stloc, _window!);
        }
    }

    /// <summary>Finds or makes the path of an exit's registers. Outer frames and lower registers, which change less, come nearer to the root.</summary>
    private ExitStore EnterStores(ExitStore node, FrameState innermost, ExitSite site)
    {
        var recipes = new List<RegisterRecipe>();
        var frames = new List<FrameState>();
        for (FrameState? state = innermost; state is not null; state = state.Caller)
        {
            frames.Add(state);
        }

        for (int i = frames.Count - 1; i >= 0; i--)
        {
            FrameState state = frames[i];
            bool isInLoopFrame = _graph.IsLoop && state.Caller is null;
            int offset = isInLoopFrame ? 0 : site.OffsetOf(state.Depth);
            if (state.Function is not null)
            {
                node = EnterStore(node, recipes, false, offset - 1, state.Function!);
            }

            for (int r = 0; r < state.Registers.Length; r++)
            {
                // A loop's frame still holds what never changed.
                if (state.Registers[r] is { } value && !(isInLoopFrame && value.Op == NodeOp.LoopRegister && value.Number == r))
                {
                    node = EnterStore(node, recipes, isInLoopFrame, offset + r, Unboxed(value));
                }
            }
        }

        site.Recipes = [.. recipes];
        return node;
    }

    /// <summary>
    /// The machine code stores what cannot be known before: the payload of an immediate, the object, or both parts of a value. The rest
    /// stands in the recipe.
    /// </summary>
    private ExitStore EnterStore(ExitStore node, List<RegisterRecipe> recipes, bool isInLoopFrame, int register, Node value)
    {
        bool isImmediate = value.Representation is Representation.Int or Representation.Float or Representation.Bool;
        if (value.Op is NodeOp.ConstantNil or NodeOp.ConstantUndefined)
        {
            recipes.Add(new RegisterRecipe(register, isInLoopFrame, value.Op == NodeOp.ConstantNil ? Kind.Nil : Kind.Undefined, 0));
            return node;
        }

        if (isImmediate && value.IsConstant)
        {
            recipes.Add(new RegisterRecipe(register, isInLoopFrame, Graph.KnownKind(value), value.Number));
            return node;
        }

        if (isImmediate)
        {
            recipes.Add(new RegisterRecipe(register, isInLoopFrame, Graph.KnownKind(value), null));
        }
        else if (value.Representation == Representation.Object)
        {
            recipes.Add(new RegisterRecipe(register, isInLoopFrame, Kind.Host, value.Op == NodeOp.ConstantObject ? value.Number : 0));
        }

        ExitStore? child = node.Children.Find(c => c.Register == register && c.IsInLoopFrame == isInLoopFrame && ReferenceEquals(c.Value, value));
        if (child is null)
        {
            child = new ExitStore(isInLoopFrame, register, value, node, _il.NewLabel());
            node.Children.Add(child);
        }

        return child;
    }

    /// <summary>Writes a part of the tree: the branches first, so that the last one falls through to its parent.</summary>
    private void EmitExitStores(ExitStore node)
    {
        int left = node.Children.Count;
        foreach (ExitStore child in node.Children)
        {
            EmitExitStores(child);
            StoreForExit(child);
            if (--left > 0)
            {
                _il.Emit(OpCodes.Br, node.Label);
            }
        }

        _il.Mark(node.Label);
    }

    private void StoreForExit(ExitStore store)
    {
        Node value = store.Value!;
        switch (value.Representation)
        {
            case Representation.Int or Representation.Float or Representation.Bool:
                PlaceForExit(store, BitsOffset);
                Load(value);
                if (value.Representation == Representation.Bool)
                {
                    _il.Emit(OpCodes.Conv_U8);
                }

                _il.Emit(value.Representation == Representation.Float ? OpCodes.Stind_R8 : OpCodes.Stind_I8);
                return;
            case Representation.Object:
                PlaceForExit(store, 0);
                Load(value);
                _il.Emit(OpCodes.Stind_Ref);
                return;
            default:
                PlaceForExit(store, 0);
                Load(value);
                _il.Object(OpCodes.Stobj, typeof(Value));
                return;
        }
    }

    private void PlaceForExit(ExitStore store, int offset)
    {
        if (store.IsInLoopFrame)
        {
            _il.Argument(FirstArgument);
        }
        else
        {
            _il.Emit(OpCodes.Ldloc, _window!);
        }

        offset += store.Register * 16;
        if (offset != 0)
        {
            _il.Int(offset);
            _il.Emit(OpCodes.Conv_I);
            _il.Emit(OpCodes.Add);
        }
    }
}

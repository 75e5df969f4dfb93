using System.Reflection.Emit;
using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Emit;

/// <content>Calls: of compiled functions, of anything else, of the runtime.</content>
internal sealed partial class Emitter
{
    private void EmitCall(Node node)
    {
        switch (node.Op)
        {
            case NodeOp.Arithmetic:
                CallHelper(node, nameof(Support.Arithmetic), (int)node.Number);
                Store(node);
                return;
            case NodeOp.Compare:
                CallHelper(node, nameof(Support.Compare), (int)node.Number);
                _il.Emit(OpCodes.Conv_I8);
                Store(node);
                return;
            case NodeOp.GetElement:
                CallHelper(node, nameof(Support.GetElement), null);
                Store(node);
                return;
            case NodeOp.SetElement:
                CallHelper(node, nameof(Support.SetElement), null);
                Store(node);
                return;
            case NodeOp.CallFunction:
                EmitCallFunction(node);
                return;
            case NodeOp.CallValue:
                EmitArguments(node.Inputs.AsSpan(1));
                StartHelper(node);
                Load(node.Inputs[0]);
                _il.Int(node.Inputs.Length - 1);
                _il.Call(Members.Helper(nameof(Support.CallValue)));
                Store(node);
                return;
            case NodeOp.CallBuiltin:
                EmitArguments(node.Inputs);
                LoadContext();
                LoadDepth(node);
                _il.Constant(_pool, node.Aux!);
                _il.Int(node.Inputs.Length);
                _il.Call(Members.Helper(nameof(Support.CallBuiltin)));
                Store(node);
                return;
            case >= NodeOp.CollectRest and <= NodeOp.TailCallFunction:
                EmitTailCall(node);
                return;
            case NodeOp.Throw:
                LoadContext();
                Load(node.Inputs[0]);
                _il.Call(Members.Helper(nameof(Support.Throw)));
                return;
            case NodeOp.Caught:
                LoadContext();
                LoadDepth(node);
                _il.Constant(_pool, node.Aux!);
                _il.Int((int)node.Number);
                _il.Call(Members.Helper(nameof(Support.Catch)));
                Store(node);
                return;
            case NodeOp.OpenWindow:
                _window ??= _il.Local(typeof(Value).MakeByRefType());
                LoadContext();
                _il.Int(((Prototype)node.Aux!).RegisterCount);
                _il.Call(Members.Helper(nameof(Support.BeginArguments)));
                _il.Emit(OpCodes.Stloc, _window);
                return;
            case NodeOp.StoreWindow:
                StoreRegister((int)node.Number, Unboxed(node.Inputs[0]));
                return;
            case NodeOp.Execute:
                LoadContext();
                LoadDepth(node);
                Load(node.Inputs[0]);
                _il.Int((int)node.Number);
                _il.Call(Members.Helper(nameof(Support.Execute)));
                _il.Emit(OpCodes.Conv_I8);
                Store(node);
                return;
            case NodeOp.LoadWindow:
                _il.Emit(OpCodes.Ldloc, _window!);
                RegisterAddress((int)node.Number);
                _il.Object(OpCodes.Ldobj, typeof(Value));
                Store(node);
                return;
            case NodeOp.CloseWindow:
                LoadContext();
                _il.Call(Members.Helper(nameof(Support.EndArguments)));
                return;
            default:
                throw new InvalidOperationException($"no code for {node.Op}");
        }
    }

    /// <summary>Pushes what most helpers begin with: guest thread, depth, language.</summary>
    private void StartHelper(Node node)
    {
        LoadContext();
        LoadDepth(node);
        _il.Constant(_pool, node.Aux!);
    }

    /// <summary>Calls a helper with that, perhaps an operator, and the inputs.</summary>
    private void CallHelper(Node node, string name, int? operation)
    {
        StartHelper(node);
        if (operation is { } number)
        {
            _il.Int(number);
        }

        foreach (Node input in node.Inputs)
        {
            Load(input);
        }

        _il.Call(Members.Helper(name));
    }

    private void EmitArguments(ReadOnlySpan<Node> arguments)
    {
        LoadContext();
        _il.Int(arguments.Length);
        _il.Call(Members.Helper(nameof(Support.BeginArguments)));
        StoreInWindow(arguments);
    }

    /// <summary>Pops the address of a window and stores values there.</summary>
    private void StoreInWindow(ReadOnlySpan<Node> values)
    {
        _window ??= _il.Local(typeof(Value).MakeByRefType());
        _il.Emit(OpCodes.Stloc, _window);
        for (int i = 0; i < values.Length; i++)
        {
            _il.Emit(OpCodes.Ldloc, _window);
            RegisterAddress(i);
            StoreAtAddress(values[i]);
        }
    }

    /// <summary>
    /// Calls a function whose code is known: where it takes unboxed arguments and these are, directly, else through the entry point for whole
    /// values, which is the interpreter until there is compiled code. Both addresses are read at every call, so code that was given up is not
    /// called again.
    /// </summary>
    private void EmitCallFunction(Node node)
    {
        var prototype = (Prototype)node.Aux!;
        bool inMemory = prototype.ParameterCount > Compiler.RegisterParameters;
        if (inMemory)
        {
            EmitArguments(node.Inputs.AsSpan(1));
        }

        LoadContext();
        Load(node.Inputs[0]);
        LoadDepth(node);
        if (!node.IsTailCall)
        {
            _il.Int(1);
            _il.Emit(OpCodes.Add);
        }

        TypedEntry? entry = ReferenceEquals(prototype, _graph.Prototype) && !_graph.IsLoop ? _unit.Entry
            : prototype.Tier?.Unit is { IsCurrent: true } unit ? unit.Entry
            : null;
        if (entry is { IsTyped: true } && entry.Accepts(node.Inputs.AsSpan(1)))
        {
            for (int i = 0; i < entry.Parameters.Length; i++)
            {
                Node argument = node.Inputs[i + 1];
                if (entry.Parameters[i] == Representation.Tagged)
                {
                    LoadWhole(argument);
                }
                else
                {
                    Load(Unboxed(argument));
                }
            }

            _il.Constant(_pool, entry);
            _il.Field(Members.TypedPointer);
            EmitTransfer(node, ParameterTypes(entry.Parameters));
            return;
        }

        if (inMemory)
        {
            _il.Emit(OpCodes.Ldloc, _window!);
        }
        else
        {
            foreach (Node argument in node.Inputs.AsSpan(1))
            {
                LoadWhole(argument);
            }
        }

        _il.Constant(_pool, prototype);
        _il.Field(Members.EntryPoint);
        EmitTransfer(node, ParameterTypes(prototype.ParameterCount));
        if (inMemory)
        {
            LoadContext();
            _il.Call(Members.Helper(nameof(Support.EndArguments)));
        }
    }

    /// <summary>Calls an address with arguments, all of which have been pushed.</summary>
    private void EmitTransfer(Node node, Type[] parameters)
    {
        if (node.IsTailCall)
        {
            _il.TailCallPointer(typeof(Value), parameters);
            return;
        }

        _il.CallPointer(typeof(Value), parameters);
        Store(node);
    }
}

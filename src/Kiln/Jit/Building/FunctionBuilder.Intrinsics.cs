using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Building;

/// <content>
/// Builtins that the graph knows by meaning (<see cref="Intrinsic"/>). Where operands are not the usual ones, or the builtin would raise an error, the code is
/// left and the interpreter calls it.
/// </content>
internal sealed partial class FunctionBuilder
{
    private bool CallIntrinsic(in Instruction i, BuiltinObject builtin)
    {
        switch (builtin.Intrinsic)
        {
            case Intrinsic.None:
                return false;
            case Intrinsic.Append:
                return i.B == 2 && (i.Opcode == Opcode.CallUpdate || (i.D & 1) == 0) && Append(i);
            case Intrinsic.Length:
                return i.B == 1 && Length(i);
            default:
                return i.B == (builtin.Intrinsic >= Intrinsic.Power ? 2 : 1) && FloatFunction(i, builtin.Intrinsic);
        }
    }

    /// <summary>Appends to an array that nothing else holds.</summary>
    private bool Append(in Instruction i)
    {
        Node item = Get(i.A + 2);
        if (!Allows(ExitReason.SharedContainer) || !Allows(ExitReason.ExpectedObject) || AsObject(Get(i.A + 1), Kind.Array) is not { } array)
        {
            return false;
        }

        Guard(NodeOp.GuardUnshared, ExitReason.SharedContainer, array);
        if (item.Representation == Representation.Tagged || (item.Representation == Representation.Object && item.Kind == Kind.Array))
        {
            // Appending an array to itself must copy it first.
            Guard(NodeOp.GuardTrue, ExitReason.ExpectedObject, Add(NodeOp.NotBool, Add(NodeOp.SameObject, array, item)));
        }

        if ((i.D & 2) != 0)
        {
            Share(item);
        }

        Add(NodeOp.ArrayAppend, array, item);
        Set(i.C, array);
        return true;
    }

    /// <summary>The length of what is taken to be an array until it turns out to be something else.</summary>
    private bool Length(in Instruction i)
    {
        if (AsObject(Get(i.A + 1), Kind.Array) is not { } array)
        {
            return false;
        }

        Set(i.C, Add(NodeOp.ArrayCount, array));
        return true;
    }

    private bool FloatFunction(in Instruction i, Intrinsic function)
    {
        if (!Allows(ExitReason.Domain))
        {
            return false;
        }

        var operands = new Node[i.B];
        for (int k = 0; k < operands.Length; k++)
        {
            if (AsOperand(Get(i.A + 1 + k)) is not { } operand)
            {
                return false;
            }

            operands[k] = operand;
        }

        if (function is Intrinsic.SquareRoot or Intrinsic.Logarithm)
        {
            // NaN is in the domain: the comparison is the one that the builtin fails on.
            ComparisonOperator isOutside = function == Intrinsic.SquareRoot ? ComparisonOperator.Less : ComparisonOperator.LessEqual;
            Node outside = AddNumbered(NodeOp.CompareFloat, (long)isOutside, operands[0], AddNumbered(NodeOp.ConstantFloat, 0));
            Guard(NodeOp.GuardTrue, ExitReason.Domain, Add(NodeOp.NotBool, outside));
        }

        Set(i.C, AddNumbered(NodeOp.FloatFunction, (long)function, operands));
        return true;
    }

    /// <summary>A number as a double, taken to be one until it turns out to be an integer, and to be a number until it turns out to be none.</summary>
    private Node? AsOperand(Node value)
    {
        switch (Graph.KnownKind(value))
        {
            case Kind.Int or Kind.Float:
                return AsFloat(value);
            case Kind.Undefined when Allows(ExitReason.ExpectedFloat):
                return Refine(value, Kind.Float, ExitReason.ExpectedFloat);
            case Kind.Undefined when Allows(ExitReason.ExpectedNumber):
                return Guard(NodeOp.GuardNumber, ExitReason.ExpectedNumber, value);
            default:
                return null;
        }
    }
}

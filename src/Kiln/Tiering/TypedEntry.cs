using Kiln.Jit.Graphs;

namespace Kiln.Tiering;

/// <summary>
/// Where compiled code enters a compiled function whose arguments it holds unboxed: the address, and how each parameter is passed. When the function's
/// code is given up, the address changes to a way into the interpreter that takes the same arguments.
/// </summary>
internal sealed class TypedEntry(Representation[] parameters)
{
    /// <summary>How each parameter is passed.</summary>
    public Representation[] Parameters => parameters;

    /// <summary>The address; compiled code reads it at every call.</summary>
    public nint Pointer;

    /// <summary>Whether any parameter is unboxed.</summary>
    public bool IsTyped => Array.Exists(parameters, static p => p != Representation.Tagged);

    /// <summary>Whether values can be passed as they are held.</summary>
    public bool Accepts(ReadOnlySpan<Node> arguments)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i] != Representation.Tagged && parameters[i] != Held(arguments[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static Representation Held(Node argument) => argument.Op == NodeOp.Box ? argument.Inputs[0].Representation : argument.Representation;
}

using Kiln.Bytecode;
using Kiln.Ruff.Compiler;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff;

/// <content>Error texts, and what a handler gets to see of an error.</content>
public sealed partial class RuffLanguage
{
    private static readonly RecordType s_errorType = new("Error", ["line", "message", "stack"]);
    private static readonly Shape s_errorShape = s_errorType.EmptyShape.With("line").With("message").With("stack");

    /// <inheritdoc/>
    public override Value Catch(Context context, IReadOnlyList<Prototype>? activeFunctions)
    {
        RecordObject error = RecordObject.Create(s_errorShape);
        error.Slot(0) = Value.FromInt(0);
        error.Slot(1) = context.PendingMessage is { } text ? Value.FromString(text) : MessageOf(context.PendingValue);
        error.Slot(2) = new Value(activeFunctions is null ? new ArrayObject() : FunctionNames(activeFunctions));
        return context.PendingValue.IsRecord && context.PendingValue.AsRecord.TryGet("cause", out Value cause)
            ? new Value(error.With("cause", cause.Share()))
            : new Value(error);
    }

    /// <summary>The message of the pending error or interruption.</summary>
    internal static string PendingMessage(Context context) => context.PendingMessage ?? MessageOf(context.PendingValue).AsString.ToString();

    /// <inheritdoc/>
    public override string UnboundMessage(string name) => $"Undefined variable: {name}";

    /// <inheritdoc/>
    public override string ImmutableMessage(string name, Mutability mutability) => RuffMessages.Immutable(name, mutability);

    /// <inheritdoc/>
    public override string FrozenMessage(string name, Mutability mutability) => RuffMessages.Frozen(name, mutability);

    /// <inheritdoc/>
    public override string ArityMessage(Prototype prototype, int received)
    {
        int receiver = prototype.HasReceiver ? 1 : 0;
        return $"{prototype.Name ?? "<lambda>"} expects {prototype.ParameterCount - receiver} arguments, got {received - receiver}";
    }

    /// <inheritdoc/>
    public override string ArityMessage(BuiltinObject builtin, int received)
    {
        string expected = builtin.MaximumArity < 0 ? $"at least {builtin.MinimumArity}"
            : builtin.MinimumArity == builtin.MaximumArity ? $"{builtin.MinimumArity}"
            : $"{builtin.MinimumArity} to {builtin.MaximumArity}";
        return $"{builtin.Name} expects {expected} arguments, got {received}";
    }

    /// <inheritdoc/>
    public override string NotCallableMessage(Value value) =>
        "Cannot call non-function; the value being called is not callable. Pass a function, closure, or imported callable value instead.";

    /// <inheritdoc/>
    public override string TooDeepMessage(string? functionName, int limit) =>
        $"Maximum VM call stack depth of {limit} exceeded while calling {functionName ?? "<lambda>"}";

    // What is thrown becomes an error with a message: text is the message, a record may bring one along.
    private static Value MessageOf(Value thrown)
    {
        if (thrown.IsString)
        {
            return thrown;
        }

        if (thrown.IsRecord)
        {
            RecordObject record = thrown.AsRecord;
            return record.TryGet("message", out Value message) && message.IsString ? message : Value.FromString(record.Shape.Type.Name + " error");
        }

        return Value.FromString(DebugForm.Format(thrown));
    }

    private static ArrayObject FunctionNames(IReadOnlyList<Prototype> functions)
    {
        var names = new List<Value>(functions.Count);
        foreach (Prototype function in functions)
        {
            if (!function.IsTopLevel)
            {
                names.Add(Value.FromString(function.Name ?? "<lambda>"));
            }
        }

        return ArrayObject.Adopt([.. names], names.Count);
    }
}

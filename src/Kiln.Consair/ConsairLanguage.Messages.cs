using Kiln.Bytecode;
using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair;

/// <content>Error texts, and what the language has no use for.</content>
public sealed partial class ConsairLanguage
{
    /// <summary>Message: a function or macro was called with the wrong number of arguments.</summary>
    internal static string ArityMessage(string what, Prototype prototype, int received) =>
        $"{what}: expected {(prototype.HasRest ? "at least " : "")}{prototype.RequiredCount} arguments, got {received}";

    /// <inheritdoc/>
    public override string ArityMessage(Prototype prototype, int received) => ArityMessage("lambda", prototype, received);

    /// <inheritdoc/>
    public override string ArityMessage(BuiltinObject builtin, int received) => $"{builtin.Name}: {Library.ArityText.Of(builtin)}";

    /// <inheritdoc/>
    public override string UnboundMessage(string name) => $"Unbound symbol: {name}";

    /// <inheritdoc/>
    public override string NotCallableMessage(Value value) => $"Cannot apply non-function: {Printer.Print(value)}";

    /// <inheritdoc/>
    public override string TooDeepMessage(string? functionName, int limit) => Compiler.Messages.TooDeep;

    /// <inheritdoc/>
    public override string ImmutableMessage(string name, Mutability mutability) => $"{name} cannot be changed";

    /// <inheritdoc/>
    public override string FrozenMessage(string name, Mutability mutability) => ImmutableMessage(name, mutability);

    /// <inheritdoc/>
    public override Value Catch(Context context, IReadOnlyList<Prototype>? activeFunctions) => Value.FromString(context.PendingMessage ?? "Error");

    /// <inheritdoc/>
    public override Value SetIndex(Context context, Value container, Value index, Value value) => context.Fail("Vectors cannot be changed");

    /// <inheritdoc/>
    public override Value GetField(Context context, Value container, string name) => context.Fail($"There is no field {name}");

    /// <inheritdoc/>
    public override Value SetField(Context context, Value container, string name, Value value) => context.Fail($"There is no field {name}");

    /// <inheritdoc/>
    public override Value LoadMethod(Context context, Value receiver, string name) => context.Fail($"There is no method {name}");

    /// <inheritdoc/>
    public override Value Iterate(Context context, Value iterable) => iterable;

    /// <inheritdoc/>
    public override bool MatchesCase(Value subject, object label) => false;

    /// <inheritdoc/>
    public override Propagation Propagate(Context context, Value value, out Value payload)
    {
        payload = value;
        return Propagation.Unwrap;
    }

    /// <inheritdoc/>
    public override Value PutEntry(Context context, MapObject map, Value key, Value value)
    {
        map.Set(key, value);
        return Value.Nil;
    }

    /// <inheritdoc/>
    public override Value PutAll(Context context, MapObject map, Value source) => context.Fail("Maps cannot be changed");

    /// <inheritdoc/>
    public override Value AppendAll(Context context, ArrayObject array, Value source) => context.Fail("Vectors cannot be changed");

    /// <inheritdoc/>
    public override Value CollectRest(Context context, Prototype prototype, ReadOnlySpan<Value> rest) => Lists.FromSpan(rest);

    /// <inheritdoc/>
    public override Value FinishAsync(Context context, Value result) => result;
}

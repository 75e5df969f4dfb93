using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Checks that end in an error.</summary>
internal static class AssertionBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("assert", 1, 2, Assert, BuiltinTraits.Borrows, "assert(condition, [message]): true, or an error if the condition does not hold"),
        new("assert_equal", 2, 2, AssertEqual, BuiltinTraits.Borrows, "assert_equal(actual, expected): true, or an error if the values differ"),
        new("assert_true", 1, 1, AssertTrue, BuiltinTraits.Borrows, "assert_true(b): true, or an error if b is false"),
        new("assert_false", 1, 1, AssertFalse, BuiltinTraits.Borrows, "assert_false(b): true, or an error if b is true"),
        new("assert_contains", 2, 2, AssertContains, BuiltinTraits.Borrows, "assert_contains(collection, item): true, or an error if the item is not in it"),
        new("error", 1, 1, Error, BuiltinTraits.Borrows, "error(message): raises an error"),
    ];

    private static Value Assert(Context context, ReadOnlySpan<Value> arguments) =>
        Truthiness.IsTruthy(arguments[0]) ? Value.True
        : arguments.Length > 1 ? Raise(context, arguments[1])
        : context.Fail("Assertion failed");

    private static Value AssertEqual(Context context, ReadOnlySpan<Value> arguments) => Equality.AreEqual(arguments[0], arguments[1])
        ? Value.True
        : context.Fail($"Assertion failed: expected {DebugForm.Format(arguments[1])}, got {DebugForm.Format(arguments[0])}");

    private static Value AssertTrue(Context context, ReadOnlySpan<Value> arguments) =>
        !arguments[0].IsBool ? context.Fail("assert_true requires a boolean argument")
        : arguments[0].AsBool ? Value.True
        : context.Fail("Assertion failed: expected true, got false");

    private static Value AssertFalse(Context context, ReadOnlySpan<Value> arguments) =>
        !arguments[0].IsBool ? context.Fail("assert_false requires a boolean argument")
        : !arguments[0].AsBool ? Value.True
        : context.Fail("Assertion failed: expected false, got true");

    private static Value AssertContains(Context context, ReadOnlySpan<Value> arguments)
    {
        Value collection = arguments[0];
        Value item = arguments[1];
        bool found;
        switch (collection.Kind)
        {
            case Kind.Array:
                found = HasEqualElement(collection.AsArray, item);
                break;
            case Kind.String when item.IsString:
                found = collection.AsString.Span.IndexOf(item.AsString.Span) >= 0;
                break;
            case Kind.String:
                return context.Fail("assert_contains requires a string item for a string collection");
            case Kind.Map:
                found = Containment.HasKey(collection.AsMap, item);
                break;
            default:
                return context.Fail("assert_contains requires an array, string, or dict as the first argument");
        }

        return found ? Value.True
            : context.Fail($"Assertion failed: {DebugForm.Format(collection)} does not contain {DebugForm.Format(item)}");
    }

    private static bool HasEqualElement(ArrayObject array, Value item)
    {
        for (int i = 0; i < array.Count; i++)
        {
            if (Equality.AreEqual(array[i], item))
            {
                return true;
            }
        }

        return false;
    }

    private static Value Error(Context context, ReadOnlySpan<Value> arguments) => Raise(context, arguments[0]);

    private static Value Raise(Context context, Value message)
    {
        Value text = TextForm.ToText(context, message);
        return text.IsAbnormal ? text : context.Fail(text.AsString.ToString());
    }
}

using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Values;

namespace Kiln.Runtime;

/// <summary>The two-operand arithmetic operators. ORDER BinaryOperator.</summary>
public enum BinaryOperator : byte
{
    /// <summary>Sum.</summary>
    Add,

    /// <summary>Difference.</summary>
    Subtract,

    /// <summary>Product.</summary>
    Multiply,

    /// <summary>Quotient.</summary>
    Divide,

    /// <summary>Remainder.</summary>
    Modulo,
}

/// <summary>The comparison operators. ORDER ComparisonOperator.</summary>
public enum ComparisonOperator : byte
{
    /// <summary>Equality.</summary>
    Equal,

    /// <summary>Inequality.</summary>
    NotEqual,

    /// <summary>Less than.</summary>
    Less,

    /// <summary>Less than or equal.</summary>
    LessEqual,

    /// <summary>Greater than.</summary>
    Greater,

    /// <summary>Greater than or equal.</summary>
    GreaterEqual,

    /// <summary>Equality of numbers; with anything else it is an error.</summary>
    NumberEqual,
}

/// <summary>What the propagation operator does with a value.</summary>
public enum Propagation : byte
{
    /// <summary>A success: continue with its payload.</summary>
    Unwrap,

    /// <summary>A failure: the running function returns it.</summary>
    Return,

    /// <summary>Neither: an error is pending.</summary>
    Fail,
}

/// <summary>
/// A language on the engine: a front end and the meaning of what the engine leaves open. Arithmetic on two integers that does not
/// overflow, and on two doubles, is the same in all languages and never gets here; everything else does. A method that fails
/// makes the error pending in the context and returns the abnormal marker.
/// </summary>
public abstract partial class Language
{
    /// <summary>The language's name as users know it.</summary>
    public abstract string Name { get; }

    /// <summary>File extension of its programs, with the dot.</summary>
    public abstract string FileExtension { get; }

    /// <summary>Whether a value of a kind equals nothing but itself, whatever it is compared with.</summary>
    public virtual bool EqualsByIdentity(Kind kind) => false;

    /// <summary>Deepest nesting of guest calls unless the user sets another limit.</summary>
    public virtual int DefaultMaximumDepth => Limits.DefaultMaximumDepth;

    /// <summary>Whether an element of a string is the string of one code point at an index from zero.</summary>
    public virtual bool IndexesStrings => false;

    /// <summary>Whether a value counts as true.</summary>
    public abstract bool IsTruthy(Value value);

    /// <summary>Arithmetic on anything but two in-range integers or two doubles; also division, which can fail.</summary>
    public abstract Value Arithmetic(Context context, BinaryOperator operation, Value left, Value right);

    /// <summary>The negative of anything but an in-range integer or double.</summary>
    public abstract Value Negate(Context context, Value operand);

    /// <summary>The logical complement of anything but a boolean.</summary>
    public abstract Value Not(Context context, Value operand);

    /// <summary>A part of anything but a pair.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="value">What is no pair.</param>
    /// <param name="isFirst">Whether the first part is wanted, or the second one.</param>
    public virtual Value GetPart(Context context, Value value, bool isFirst) => context.Fail("Not a pair");

    /// <summary>Compares anything but two integers. Nil equals nothing but nil; the engine may decide that by itself.</summary>
    /// <returns>1 if the comparison holds, 0 if not, -1 if an error is pending.</returns>
    public abstract int Compare(Context context, ComparisonOperator operation, Value left, Value right);

    /// <summary>Reads an element.</summary>
    public abstract Value GetIndex(Context context, Value container, Value index);

    /// <summary>Writes an element.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="container">The container; copied first if it is shared.</param>
    /// <param name="index">Index or key.</param>
    /// <param name="value">The new element.</param>
    /// <returns>The container that has the new element.</returns>
    public abstract Value SetIndex(Context context, Value container, Value index, Value value);

    /// <summary>Reads a field.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="container">What has the field.</param>
    /// <param name="name">The field's name.</param>
    public abstract Value GetField(Context context, Value container, string name);

    /// <summary>Writes a field.</summary>
    /// <returns>The record that has the new field.</returns>
    public abstract Value SetField(Context context, Value container, string name, Value value);

    /// <summary>What a method call calls; it gets the receiver as its first argument.</summary>
    public abstract Value LoadMethod(Context context, Value receiver, string name);

    /// <summary>The text form for interpolation and printing.</summary>
    /// <returns>A string.</returns>
    public abstract Value ToText(Context context, Value value);

    /// <summary>What a loop over a value walks through: an array, a string, an integer count, a generator or an iterator.</summary>
    public abstract Value Iterate(Context context, Value iterable);

    /// <summary>Whether a value matches a case label that the compiler made.</summary>
    public abstract bool MatchesCase(Value subject, object label);

    /// <summary>Decides what the propagation operator does with a value.</summary>
    public abstract Propagation Propagate(Context context, Value value, out Value payload);

    /// <summary>Puts an entry into a map that is being built by a literal.</summary>
    public abstract Value PutEntry(Context context, MapObject map, Value key, Value value);

    /// <summary>Puts all entries of a value into a map that is being built by a literal.</summary>
    public abstract Value PutAll(Context context, MapObject map, Value source);

    /// <summary>Appends all elements of a value to an array that is being built by a literal.</summary>
    public abstract Value AppendAll(Context context, ArrayObject array, Value source);

    /// <summary>The guest's view of the pending error, for a handler. Called before the error is cleared.</summary>
    /// <param name="context">The guest thread with the pending error.</param>
    /// <param name="activeFunctions">The functions active where the error was raised, outermost first; null if the handler cannot see them.</param>
    public abstract Value Catch(Context context, IReadOnlyList<Prototype>? activeFunctions);

    /// <summary>
    /// Makes the value that a function with a parameter for the rest gets there: an array, unless a language says otherwise, such as a list. It
    /// must neither fail nor call guest code.
    /// </summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="prototype">The function that is called.</param>
    /// <param name="rest">The arguments beyond those that other parameters take; they need not be marked as shared.</param>
    public virtual Value CollectRest(Context context, Prototype prototype, ReadOnlySpan<Value> rest) => new(ArrayObject.FromSpan(rest));

    /// <summary>The result of calling an asynchronous function whose body has run to its end.</summary>
    public abstract Value FinishAsync(Context context, Value result);

    /// <summary>Message: a variable is not bound.</summary>
    public abstract string UnboundMessage(string name);

    /// <summary>Message: a binding must not be changed.</summary>
    public abstract string ImmutableMessage(string name, Mutability mutability);

    /// <summary>Message: the container in a binding must not be changed.</summary>
    public abstract string FrozenMessage(string name, Mutability mutability);

    /// <summary>Message: a function was called with the wrong number of arguments.</summary>
    public abstract string ArityMessage(Prototype prototype, int received);

    /// <summary>Message: a builtin was called with the wrong number of arguments.</summary>
    public abstract string ArityMessage(BuiltinObject builtin, int received);

    /// <summary>Message: a value cannot be called.</summary>
    public abstract string NotCallableMessage(Value value);

    /// <summary>Message: guest calls are nested too deeply.</summary>
    public abstract string TooDeepMessage(string? functionName, int limit);

    /// <summary>Compiles and runs a program; prints its diagnostics.</summary>
    /// <returns>The process's exit code.</returns>
    public abstract int Run(Engine engine, SourceText source, RunOptions options);

    /// <summary>Compiles a program without running it; prints its diagnostics.</summary>
    /// <returns>The process's exit code.</returns>
    public abstract int Check(Engine engine, SourceText source, RunOptions options);

    /// <summary>Prints what a stage of the compiler makes of a program.</summary>
    /// <param name="engine">The engine; diagnostics go to its error output.</param>
    /// <param name="source">The program.</param>
    /// <param name="stage"><c>ast</c> or <c>bytecode</c>.</param>
    /// <param name="options">How to print diagnostics.</param>
    /// <returns>The process's exit code.</returns>
    public abstract int Dump(Engine engine, SourceText source, string stage, RunOptions options);

    /// <summary>Runs the test declarations of a program.</summary>
    /// <returns>The process's exit code.</returns>
    public abstract int RunTests(Engine engine, SourceText source, bool verbose, RunOptions options);
}

using Kiln.Values;

namespace Kiln.Ruff.Semantics;

/// <summary>What Ruff calls the kinds of values.</summary>
public static class TypeNames
{
    /// <summary>The name that <c>type()</c> gives.</summary>
    public static string Of(Value value) => value.Kind switch
    {
        Kind.Int => "int",
        Kind.Float => "float",
        Kind.String => "string",
        Kind.Bool => "bool",
        Kind.Nil => "null",
        Kind.Array => "array",
        Kind.Map => "dict",
        Kind.Function or Kind.Builtin => "function",
        Kind.Generator => "generator",
        Kind.Iterator => "iterator",
        Kind.Record => "struct",
        Kind.Variant => OfVariant(value.AsVariant.Tag),
        Kind.Host => ((HostObject)value.Tag).TypeName,
        Kind.Char => "char",
        Kind.BigInteger => "integer",
        Kind.Ratio => "ratio",
        _ => "unknown",
    };

    /// <summary>The name that messages about operators give.</summary>
    public static string Short(Value value) => value.Kind switch
    {
        Kind.Int => "int",
        Kind.Float => "float",
        Kind.Bool => "bool",
        Kind.String => "string",
        Kind.Array => "array",
        Kind.Map => "dict",
        Kind.Record => "struct",
        Kind.Function => "function",
        Kind.Builtin => "native_function",
        Kind.Nil => "null",
        _ => "value",
    };

    private static string OfVariant(VariantTag tag) =>
        RuffVariants.IsResult(tag) ? "result" : RuffVariants.IsOption(tag) ? "option" : "tagged";
}

using System.Collections.Concurrent;
using Kiln.Values;

namespace Kiln.Ruff.Semantics;

/// <summary>
/// The constructors of sum types. Every pair of enumeration and variant name has one tag object per process, so that values
/// made in different modules match.
/// </summary>
public static class RuffVariants
{
    /// <summary>The type name of <c>Ok</c> and <c>Err</c>.</summary>
    public const string ResultName = "Result";

    /// <summary>The type name of <c>Some</c> and <c>None</c>.</summary>
    public const string OptionName = "Option";

    /// <summary>Success.</summary>
    public static readonly VariantTag Ok = new(ResultName, "Ok", "Ok");

    /// <summary>Failure.</summary>
    public static readonly VariantTag Err = new(ResultName, "Err", "Err");

    /// <summary>Presence.</summary>
    public static readonly VariantTag Some = new(OptionName, "Some", "Some");

    /// <summary>Absence.</summary>
    public static readonly VariantTag None = new(OptionName, "None", "None");

    /// <summary>The value <c>None</c>.</summary>
    public static readonly Value NoneValue = new(new VariantObject(None, Value.Undefined));

    private static readonly ConcurrentDictionary<(string Enum, string Variant), VariantTag> s_tags = new()
    {
        [(ResultName, "Ok")] = Ok,
        [(ResultName, "Err")] = Err,
        [(OptionName, "Some")] = Some,
        [(OptionName, "None")] = None,
    };

    /// <summary>The tag of a variant. <c>Result</c> and <c>Option</c> give the predefined ones.</summary>
    /// <param name="enumName">The enumeration's name.</param>
    /// <param name="variantName">The variant's name.</param>
    public static VariantTag Tag(string enumName, string variantName) =>
        s_tags.GetOrAdd((enumName, variantName), static key => new VariantTag(key.Enum, key.Variant, key.Enum + "::" + key.Variant));

    /// <summary>The value <c>Ok(payload)</c>.</summary>
    public static Value MakeOk(Value payload) => new(new VariantObject(Ok, payload));

    /// <summary>The value <c>Err(payload)</c>.</summary>
    public static Value MakeErr(Value payload) => new(new VariantObject(Err, payload));

    /// <summary>The value <c>Some(payload)</c>.</summary>
    public static Value MakeSome(Value payload) => new(new VariantObject(Some, payload));

    /// <summary>Whether values that the tag of a case names can have more than one payload.</summary>
    public static bool MayHaveSeveralPayloads(string caseTag)
    {
        int separator = caseTag.IndexOf("::", StringComparison.Ordinal);
        return separator >= 0 && caseTag.AsSpan(0, separator) is not (ResultName or OptionName);
    }

    /// <summary>Whether a tag is <c>Ok</c> or <c>Err</c>.</summary>
    public static bool IsResult(VariantTag tag) => ReferenceEquals(tag, Ok) || ReferenceEquals(tag, Err);

    /// <summary>Whether a tag is <c>Some</c> or <c>None</c>.</summary>
    public static bool IsOption(VariantTag tag) => ReferenceEquals(tag, Some) || ReferenceEquals(tag, None);

    /// <summary>Whether a value is <c>Ok(...)</c> or <c>Err(...)</c>.</summary>
    public static bool IsResult(Value value) => value.Kind == Kind.Variant && IsResult(value.AsVariant.Tag);

    /// <summary>Whether a value is <c>Some(...)</c> or <c>None</c>.</summary>
    public static bool IsOption(Value value) => value.Kind == Kind.Variant && IsOption(value.AsVariant.Tag);
}

using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Digests and password hashes.</summary>
internal static class CryptoBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        Row("sha256", 1, Sha256, "sha256(v): hexadecimal SHA-256 of a string or bytes"),
        Row("sha256_file", 1, Sha256File, "sha256_file(path): hexadecimal SHA-256 of a file"),
        Row("md5", 1, Md5, "md5(v): hexadecimal MD5 of a string or bytes"),
        Row("md5_file", 1, Md5File, "md5_file(path): hexadecimal MD5 of a file"),
        Row("hash_password", 1, HashPassword, "hash_password(password): a salted hash to store"),
        Row("verify_password", 2, VerifyPassword, "verify_password(password, hash): whether the password belongs to the hash"),
    ];

    private static BuiltinObject Row(string name, int arity, BuiltinFunction function, string help) =>
        new(name, arity, arity, function, BuiltinTraits.Borrows, help) { ArityMessage = Arity.Plain(name, arity, arity) };

    private static Value Sha256(Context context, ReadOnlySpan<Value> arguments) =>
        TryData(context, "sha256", arguments[0], out byte[] data) ? Value.FromString(Digests.Sha256(data)) : Value.Abnormal;

    private static Value Md5(Context context, ReadOnlySpan<Value> arguments) =>
        TryData(context, "md5", arguments[0], out byte[] data) ? Value.FromString(Digests.Md5(data)) : Value.Abnormal;

    private static Value Sha256File(Context context, ReadOnlySpan<Value> arguments) =>
        FileOperation.TryPath(context, Capabilities.FileRead, "sha256_file", arguments[0], out string? path)
            ? FileOperation.Run(context, "read file", path, () => Value.FromString(Digests.Sha256File(path)))
            : Value.Abnormal;

    private static Value Md5File(Context context, ReadOnlySpan<Value> arguments) =>
        FileOperation.TryPath(context, Capabilities.FileRead, "md5_file", arguments[0], out string? path)
            ? FileOperation.Run(context, "read file", path, () => Value.FromString(Digests.Md5File(path)))
            : Value.Abnormal;

    private static Value HashPassword(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!CapabilityGuard.Allows(context, Capabilities.Random, "hash_password"))
        {
            return Value.Abnormal;
        }

        return Argument.TryText(arguments[0], out string? password)
            ? Value.FromString(Digests.HashPassword(password))
            : context.Fail("hash_password() requires a string argument");
    }

    private static Value VerifyPassword(Context context, ReadOnlySpan<Value> arguments) =>
        Argument.TryText(arguments[0], out string? password) && Argument.TryText(arguments[1], out string? hash)
            ? Value.FromBool(Digests.VerifyPassword(password, hash))
            : context.Fail("verify_password() requires two string arguments");

    private static bool TryData(Context context, string function, Value argument, out byte[] data)
    {
        data = [];
        if (argument.Tag is BytesObject bytes)
        {
            data = bytes.Span.ToArray();
            return true;
        }

        if (!Argument.TryText(argument, out string? text))
        {
            context.Fail($"{function}() requires a string argument");
            return false;
        }

        data = Encoding.UTF8.GetBytes(text);
        return true;
    }
}

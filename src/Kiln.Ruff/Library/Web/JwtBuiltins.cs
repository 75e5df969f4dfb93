using System.Buffers.Text;
using System.Text;
using Kiln.Ruff.Library.Data;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>JSON web tokens signed with a shared secret (HS256).</summary>
internal static class JwtBuiltins
{
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        Row("jwt_encode", Encode, "jwt_encode(payload, secret): a signed token"),
        Row("jwt_decode", Decode, "jwt_decode(token, secret): the payload of a valid token"),
        Row("jwt_verify", Verify, "jwt_verify(token, secret): whether a token is valid"),
    ];

    private static BuiltinObject Row(string name, BuiltinFunction function, string help) =>
        new(name, 2, 2, function, BuiltinTraits.Borrows, help) { ArityMessage = Arity.Plain(name, 2, 2) };

    private static Value Encode(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsMap || !Argument.TryText(arguments[1], out string? secret))
        {
            return context.Fail("jwt_encode() requires a dict payload and a string secret");
        }

        Value json = JsonWriter.Write(context, arguments[0], pretty: false);
        if (json.IsAbnormal)
        {
            return json;
        }

        string content = Base64(Encoding.UTF8.GetBytes(Header)) + "." + Base64(Encoding.UTF8.GetBytes(json.AsString.ToString()));
        byte[] signature = Digests.Sign(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(content));
        return Value.FromString(content + "." + Base64(signature));
    }

    private static Value Decode(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!Argument.TryText(arguments[0], out string? token) || !Argument.TryText(arguments[1], out string? secret))
        {
            return context.Fail("jwt_decode() requires a string token and a string secret");
        }

        string? problem = Open(token, secret, out Value payload);
        return problem is null ? payload : context.Fail("JWT decode error: " + problem);
    }

    private static Value Verify(Context context, ReadOnlySpan<Value> arguments) =>
        Argument.TryText(arguments[0], out string? token) && Argument.TryText(arguments[1], out string? secret)
            ? Value.FromBool(Open(token, secret, out _) is null)
            : context.Fail("jwt_verify() requires a string token and a string secret");

    // Null, or what is wrong with the token.
    private static string? Open(string token, string secret, out Value payload)
    {
        payload = Value.Nil;
        string[] parts = token.Split('.');
        if (parts.Length != 3 || !TryBase64(parts[0], out byte[] header) || !TryBase64(parts[1], out byte[] body) || !TryBase64(parts[2], out byte[] signature))
        {
            return "InvalidToken";
        }

        // Only the algorithm that this library signs with is accepted: a token must not choose its own.
        if (JsonParser.Parse(new StringObject(Encoding.UTF8.GetString(header)), out Value fields) is not null
            || !fields.IsMap || !DictKeys.TryGetText(fields.AsMap, "alg", out Value algorithm)
            || !Argument.TryText(algorithm, out string? name) || name != "HS256")
        {
            return "InvalidAlgorithm";
        }

        string content = parts[0] + "." + parts[1];
        if (!Digests.IsSignature(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(content), signature))
        {
            return "InvalidSignature";
        }

        if (JsonParser.Parse(new StringObject(Encoding.UTF8.GetString(body)), out payload) is not null || !payload.IsMap)
        {
            return "InvalidToken";
        }

        return DictKeys.TryGetText(payload.AsMap, "exp", out Value expiry) && expiry.IsNumber && expiry.ToDouble < DateTimeOffset.UtcNow.ToUnixTimeSeconds()
            ? "ExpiredSignature"
            : null;
    }

    private static string Base64(byte[] data) => Base64Url.EncodeToString(data);

    private static bool TryBase64(string text, out byte[] data)
    {
        try
        {
            data = Base64Url.DecodeFromChars(text);
            return true;
        }
        catch (FormatException)
        {
            data = [];
            return false;
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;

namespace Kiln.Ruff.Library;

/// <summary>Digests, signatures and password hashes. The only code that touches the cryptography library.</summary>
internal static class Digests
{
    private const string PasswordPrefix = "$kiln-pbkdf2-sha256$";
    private const int PasswordRounds = 210_000;
    private const int MaximumRounds = 10_000_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>SHA-256 in hexadecimal.</summary>
    public static string Sha256(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(SHA256.HashData(data));

    /// <summary>SHA-256 of a file in hexadecimal.</summary>
    public static string Sha256File(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

#pragma warning disable CA5351 // programs ask for MD5 by name, to compare checksums
    /// <summary>MD5 in hexadecimal.</summary>
    public static string Md5(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(MD5.HashData(data));

    /// <summary>MD5 of a file in hexadecimal.</summary>
    public static string Md5File(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(MD5.HashData(stream));
    }
#pragma warning restore CA5351

    /// <summary>HMAC-SHA-256.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) => HMACSHA256.HashData(key, data);

    /// <summary>Whether a signature is right; takes the same time wherever it differs.</summary>
    public static bool IsSignature(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        CryptographicOperations.FixedTimeEquals(Sign(key, data), signature);

    /// <summary>A salted, slow hash of a password, with all that is needed to check it.</summary>
    public static string HashPassword(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        byte[] hash = Derive(password, salt, PasswordRounds);
        return string.Create(CultureInfo.InvariantCulture, $"{PasswordPrefix}{PasswordRounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Whether a password belongs to a hash.</summary>
    public static bool VerifyPassword(string password, string stored)
    {
        if (!stored.StartsWith(PasswordPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        string[] parts = stored[PasswordPrefix.Length..].Split('$');
        if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) || rounds is < 1 or > MaximumRounds)
        {
            return false;
        }

        try
        {
            byte[] expected = Convert.FromBase64String(parts[2]);
            return CryptographicOperations.FixedTimeEquals(Derive(password, Convert.FromBase64String(parts[1]), rounds), expected);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, HashBytes);
}

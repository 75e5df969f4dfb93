using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>
/// Names that the language knows and this build does not implement. They exist, so that a program that merely mentions one runs
/// and one that calls it learns the reason.
/// </summary>
internal static class UnavailableBuiltins
{
    private static readonly (string Area, string[] Names)[] s_areas =
    [
        ("databases", [
            "db_connect", "db_execute", "db_query", "db_begin", "db_commit", "db_rollback", "db_last_insert_id", "db_close",
            "db_pool", "db_pool_acquire", "db_pool_release", "db_pool_stats", "db_pool_close"]),
        ("network sockets", [
            "tcp_listen", "tcp_accept", "tcp_connect", "tcp_send", "tcp_receive", "tcp_close", "tcp_set_nonblocking",
            "udp_bind", "udp_send_to", "udp_receive_from", "udp_close"]),
        ("HTTP server", ["http_server", "http_listen"]),
        ("AI services", ["ai_chat", "ai_stream_chat", "ai_embedding", "ai_tool_loop"]),
        ("OAuth 2", ["oauth2_auth_url", "oauth2_get_token"]),
        ("images", ["load_image", "gif_to_webp"]),
        ("encryption", [
            "aes_encrypt", "aes_decrypt", "aes_encrypt_bytes", "aes_decrypt_bytes",
            "rsa_generate_keypair", "rsa_encrypt", "rsa_decrypt", "rsa_sign", "rsa_verify"]),
    ];

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } = Build();

    private static BuiltinObject[] Build()
    {
        var table = new List<BuiltinObject>();
        foreach ((string area, string[] names) in s_areas)
        {
            foreach (string name in names)
            {
                string message = $"{name}() is not available in this build of Kiln: {area}";
                table.Add(new BuiltinObject(name, 0, -1, (context, _) => context.Fail(message), BuiltinTraits.Borrows, $"{name}(...): not available in this build ({area})"));
            }
        }

        return [.. table];
    }
}

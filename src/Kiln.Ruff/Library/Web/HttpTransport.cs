using System.Text;

namespace Kiln.Ruff.Library;

/// <summary>A request of a program.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The address.</param>
/// <param name="Body">The content; null for none.</param>
/// <param name="Headers">Names and values.</param>
internal sealed record HttpRequest(string Method, string Url, string? Body, IReadOnlyList<KeyValuePair<string, string>> Headers);

/// <summary>What came back.</summary>
/// <param name="Status">The status code; 0 if there was no answer.</param>
/// <param name="Body">The content.</param>
/// <param name="Headers">Names and values.</param>
/// <param name="Error">Why there was no answer.</param>
internal sealed record HttpAnswer(int Status, byte[] Body, IReadOnlyList<KeyValuePair<string, string>> Headers, string? Error);

/// <summary>Sends requests. The only code that touches the HTTP library.</summary>
internal static class HttpTransport
{
    private const long MaximumBytes = 256 << 20;

    private static readonly HttpClient s_client = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = MaximumBytes,
    };

    /// <summary>Sends a request and receives the whole answer. Never fails: problems are in the answer.</summary>
    public static async Task<HttpAnswer> Send(HttpRequest request)
    {
        try
        {
            using HttpRequestMessage message = Build(request);
            using HttpResponseMessage response = await s_client.SendAsync(message).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            var headers = new List<KeyValuePair<string, string>>();
            foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
            {
#pragma warning disable CA1308 // header names are written in lower case by convention
                headers.Add(new(name.ToLowerInvariant(), string.Join(", ", values)));
#pragma warning restore CA1308
            }

            return new HttpAnswer((int)response.StatusCode, body, headers, null);
        }
        catch (TaskCanceledException)
        {
            return Failure("request timed out");
        }
        catch (Exception e) when (e is HttpRequestException or UriFormatException or InvalidOperationException or ArgumentException
            or NotSupportedException or FormatException or IOException)
        {
            return Failure(e.Message);
        }
    }

    private static HttpRequestMessage Build(HttpRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(request.Url, UriKind.Absolute));
        if (request.Body is { } body)
        {
            message.Content = new StringContent(body, Encoding.UTF8);
            message.Content.Headers.Remove("Content-Type");
        }

        foreach ((string name, string value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    private static HttpAnswer Failure(string message) => new(0, [], [], message);
}

using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>
/// Requests to web servers. An answer is a dict with <c>status</c>, <c>body</c> and <c>headers</c>; what the network refuses is
/// an <c>Err</c> value, because programs have to expect it.
/// </summary>
internal static class HttpClientBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        Row("http_get", 1, 2, HttpGet, "http_get(url, [headers]): Ok of the answer, or Err of a message"),
        Row("http_post", 2, 3, HttpPost, "http_post(url, body, [headers]): Ok of the answer, or Err of a message"),
        Row("http_put", 2, 3, HttpPut, "http_put(url, body, [headers]): Ok of the answer, or Err of a message"),
        Row("http_delete", 1, 2, HttpDelete, "http_delete(url, [headers]): Ok of the answer, or Err of a message"),
        Row("http_request", 2, 4, HttpRequestAny, "http_request(method, url, [body], [headers]): Ok of the answer, or Err of a message"),
        Row("http_get_binary", 1, 2, HttpGetBinary, "http_get_binary(url, [headers]): Ok of the content's bytes, or Err of a message"),
        Row("http_get_stream", 1, 2, HttpGetStream, "http_get_stream(url, [headers]): Ok of the content's bytes, or Err of a message"),
        Row("parallel_http", 1, 1, ParallelHttp, "parallel_http(urls): the answers of several GET requests at once, in order"),
        Row("async_http_get", 1, 2, AsyncHttpGet, "async_http_get(url, [headers]): promise of the answer"),
        Row("async_http_post", 2, 3, AsyncHttpPost, "async_http_post(url, body, [headers]): promise of the answer"),
    ];

    private static BuiltinObject Row(string name, int minimum, int maximum, BuiltinFunction function, string help) =>
        new(name, minimum, maximum, function, BuiltinTraits.Borrows, help) { ArityMessage = Arity.Plain(name, minimum, maximum) };

    private static Value HttpGet(Context context, ReadOnlySpan<Value> arguments) =>
        Exchange(context, Read(context, "http_get", "GET", arguments, hasBody: false), ToDict);

    private static Value HttpPost(Context context, ReadOnlySpan<Value> arguments) =>
        Exchange(context, Read(context, "http_post", "POST", arguments, hasBody: true), ToDict);

    private static Value HttpPut(Context context, ReadOnlySpan<Value> arguments) =>
        Exchange(context, Read(context, "http_put", "PUT", arguments, hasBody: true), ToDict);

    private static Value HttpDelete(Context context, ReadOnlySpan<Value> arguments) =>
        Exchange(context, Read(context, "http_delete", "DELETE", arguments, hasBody: false), ToDict);

    private static Value HttpRequestAny(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!Argument.TryText(arguments[0], out string? method) || method.Length == 0)
        {
            return context.Fail("http_request() requires a string method as first argument");
        }

        return Exchange(context, Read(context, "http_request", method.ToUpperInvariant(), arguments[1..], hasBody: arguments.Length > 2), ToDict);
    }

    private static Value HttpGetBinary(Context context, ReadOnlySpan<Value> arguments) =>
        Exchange(context, Read(context, "http_get_binary", "GET", arguments, hasBody: false), ToBytes);

    private static Value HttpGetStream(Context context, ReadOnlySpan<Value> arguments) =>
        Exchange(context, Read(context, "http_get_stream", "GET", arguments, hasBody: false), ToBytes);

    private static Value ParallelHttp(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!CapabilityGuard.Allows(context, Capabilities.NetworkClient, "parallel_http"))
        {
            return Value.Abnormal;
        }

        if (!Argument.TryTexts(arguments[0], out string[]? urls))
        {
            return context.Fail("parallel_http() requires an array of string URLs");
        }

        Task<HttpAnswer>[] requests = Array.ConvertAll(urls, static url => HttpTransport.Send(new HttpRequest("GET", url, null, [])));
        if (!GuestScheduler.WaitFor(context, Task.WhenAll(requests)))
        {
            return Value.Abnormal;
        }

        var answers = new Value[requests.Length];
        for (int i = 0; i < answers.Length; i++)
        {
            HttpAnswer answer = requests[i].Result;
            answers[i] = answer.Error is null ? ToDict(answer) : RuffVariants.MakeErr(Value.FromString(answer.Error));
        }

        return new Value(ArrayObject.FromSpan(answers));
    }

    private static Value AsyncHttpGet(Context context, ReadOnlySpan<Value> arguments) =>
        Promise(Read(context, "async_http_get", "GET", arguments, hasBody: false));

    private static Value AsyncHttpPost(Context context, ReadOnlySpan<Value> arguments) =>
        Promise(Read(context, "async_http_post", "POST", arguments, hasBody: true));

    private static Value Promise(HttpRequest? request) => request is null
        ? Value.Abnormal
        : new Value(new PromiseObject(new HostWork<HttpAnswer>(
            HttpTransport.Send(request),
            static answer => answer.Error is null ? (ToDict(answer), null) : (Value.Nil, answer.Error))));

    private static Value Exchange(Context context, HttpRequest? request, Func<HttpAnswer, Value> convert)
    {
        if (request is null)
        {
            return Value.Abnormal;
        }

        Task<HttpAnswer> exchange = HttpTransport.Send(request);
        if (!GuestScheduler.WaitFor(context, exchange))
        {
            return Value.Abnormal;
        }

        HttpAnswer answer = exchange.Result;
        return answer.Error is null ? RuffVariants.MakeOk(convert(answer)) : RuffVariants.MakeErr(Value.FromString(answer.Error));
    }

    // The arguments start with the address; null means that the error is pending.
    private static HttpRequest? Read(Context context, string function, string method, ReadOnlySpan<Value> arguments, bool hasBody)
    {
        if (!CapabilityGuard.Allows(context, Capabilities.NetworkClient, function))
        {
            return null;
        }

        if (!Argument.TryText(arguments[0], out string? url))
        {
            context.Fail($"{function}() requires a string URL");
            return null;
        }

        string? body = null;
        if (hasBody && !arguments[1].IsNil && !Argument.TryText(arguments[1], out body))
        {
            context.Fail($"{function}() requires a string body");
            return null;
        }

        int position = hasBody ? 2 : 1;
        var headers = new List<KeyValuePair<string, string>>();
        if (arguments.Length > position && !TryHeaders(arguments[position], headers))
        {
            context.Fail($"{function}() requires a dict of string headers");
            return null;
        }

        return new HttpRequest(method, url, body, headers);
    }

    private static bool TryHeaders(Value argument, List<KeyValuePair<string, string>> headers)
    {
        if (!argument.IsMap)
        {
            return false;
        }

        foreach ((Value key, Value value) in DictKeys.SortedPairs(argument.AsMap))
        {
            if (!Argument.TryText(value, out string? text))
            {
                return false;
            }

            headers.Add(new(DictKeys.KeyText(key).ToString(), text));
        }

        return true;
    }

    private static Value ToDict(HttpAnswer answer)
    {
        var headers = new MapObject();
        foreach ((string name, string value) in answer.Headers)
        {
            DictKeys.PutText(headers, name, Value.FromString(value));
        }

        var dict = new MapObject();
        DictKeys.PutText(dict, "status", Value.FromInt(answer.Status));
        DictKeys.PutText(dict, "body", Value.FromString(Encoding.UTF8.GetString(answer.Body)));
        DictKeys.PutText(dict, "headers", new Value(headers));
        return new Value(dict);
    }

    private static Value ToBytes(HttpAnswer answer) => new(new BytesObject(answer.Body));
}

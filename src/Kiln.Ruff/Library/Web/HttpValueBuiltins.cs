using Kiln.Ruff.Library.Data;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Answers of web handlers as values; no network involved.</summary>
internal static class HttpValueBuiltins
{
    private const string ContentType = "Content-Type";

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        Row("http_response", 2, 2, HttpResponse, "http_response(status, body): a response"),
        Row("json_response", 2, 2, JsonResponse, "json_response(status, value): a response with a value as JSON"),
        Row("html_response", 2, 2, HtmlResponse, "html_response(status, html): a response with a page"),
        Row("redirect_response", 1, 2, RedirectResponse, "redirect_response(url, [headers]): a response that sends clients elsewhere"),
        Row("set_header", 3, 3, SetHeader, "set_header(response, name, value): the response with a header"),
        Row("set_headers", 2, 2, SetHeaders, "set_headers(response, dict): the response with several headers"),
    ];

    private static BuiltinObject Row(string name, int minimum, int maximum, BuiltinFunction function, string help) =>
        new(name, minimum, maximum, function, BuiltinTraits.Borrows, help) { ArityMessage = Arity.Plain(name, minimum, maximum) };

    private static Value HttpResponse(Context context, ReadOnlySpan<Value> arguments) =>
        TryStatusAndText(context, "http_response", arguments, out long status, out string body)
            ? new Value(new HttpResponseObject(status, body, []))
            : Value.Abnormal;

    private static Value HtmlResponse(Context context, ReadOnlySpan<Value> arguments) =>
        TryStatusAndText(context, "html_response", arguments, out long status, out string body)
            ? new Value(new HttpResponseObject(status, body, [new(ContentType, "text/html; charset=utf-8")]))
            : Value.Abnormal;

    private static Value JsonResponse(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!TryStatus(context, "json_response", arguments[0], out long status))
        {
            return Value.Abnormal;
        }

        Value json = JsonWriter.Write(context, arguments[1], pretty: false);
        return json.IsAbnormal
            ? json
            : new Value(new HttpResponseObject(status, json.AsString.ToString(), [new(ContentType, "application/json")]));
    }

    private static Value RedirectResponse(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!Argument.TryText(arguments[0], out string? url))
        {
            return context.Fail("redirect_response() requires a string URL");
        }

        var response = new HttpResponseObject(302, string.Empty, [new("Location", url)]);
        return arguments.Length > 1 ? AddHeaders(context, "redirect_response", response, arguments[1]) : new Value(response);
    }

    private static Value SetHeader(Context context, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Tag is not HttpResponseObject response)
        {
            return context.Fail("set_header() requires an HTTP response as first argument");
        }

        return Argument.TryText(arguments[1], out string? name) && Argument.TryText(arguments[2], out string? value)
            ? new Value(response.WithHeader(name, value))
            : context.Fail("set_header() requires a string header name and a string value");
    }

    private static Value SetHeaders(Context context, ReadOnlySpan<Value> arguments) => arguments[0].Tag is HttpResponseObject response
        ? AddHeaders(context, "set_headers", response, arguments[1])
        : context.Fail("set_headers() requires an HTTP response as first argument");

    private static Value AddHeaders(Context context, string function, HttpResponseObject response, Value headers)
    {
        if (!headers.IsMap)
        {
            return context.Fail($"{function}() requires a dict of headers");
        }

        foreach ((Value key, Value value) in DictKeys.SortedPairs(headers.AsMap))
        {
            if (!Argument.TryText(value, out string? text))
            {
                return context.Fail($"{function}() requires header values to be strings");
            }

            response = response.WithHeader(DictKeys.KeyText(key).ToString(), text);
        }

        return new Value(response);
    }

    private static bool TryStatusAndText(Context context, string function, ReadOnlySpan<Value> arguments, out long status, out string text)
    {
        text = string.Empty;
        if (!TryStatus(context, function, arguments[0], out status))
        {
            return false;
        }

        if (!Argument.TryText(arguments[1], out string? body))
        {
            context.Fail($"{function}() requires a string body");
            return false;
        }

        text = body;
        return true;
    }

    private static bool TryStatus(Context context, string function, Value argument, out long status)
    {
        if (!Argument.TryWhole(argument, out status))
        {
            context.Fail($"{function}() requires a status code as first argument");
            return false;
        }

        if (status is < 100 or > 999)
        {
            context.Fail($"{function}() requires a status code between 100 and 999, got {status}");
            return false;
        }

        return true;
    }
}

using System.Globalization;
using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Building many small web pages from texts.</summary>
internal static class StaticSiteBuiltins
{
    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        Row("ssg_render_pages", 1, 1, RenderPages, "ssg_render_pages(bodies): dict of pages and checksum, the sum of their byte lengths"),
        Row("ssg_build_output_paths", 2, 2, BuildOutputPaths, "ssg_build_output_paths(folder, count): paths of the pages, folder/post_i.html"),
        Row("ssg_render_and_write_pages", 2, 3, RenderAndWrite, "ssg_render_and_write_pages(bodies, paths, [limit]): promise of a dict of files and checksum"),
        Row("ssg_read_render_and_write_pages", 2, 3, ReadRenderAndWrite, "ssg_read_render_and_write_pages(sources, paths, [limit]): promise of a dict of files and checksum"),
    ];

    private static BuiltinObject Row(string name, int minimum, int maximum, BuiltinFunction function, string help) =>
        new(name, minimum, maximum, function, BuiltinTraits.Borrows, help) { ArityMessage = Arity.Plain(name, minimum, maximum) };

    private static string Render(int index, string body) =>
        string.Create(CultureInfo.InvariantCulture, $"<html><body><h1>Post {index}</h1><article>{body}</article></body></html>");

    private static Value RenderPages(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!Argument.TryTexts(arguments[0], out string[]? bodies))
        {
            return context.Fail("ssg_render_pages() requires an array of strings");
        }

        var pages = new Value[bodies.Length];
        long checksum = 0;
        for (int i = 0; i < bodies.Length; i++)
        {
            string page = Render(i, bodies[i]);
            checksum += Encoding.UTF8.GetByteCount(page);
            pages[i] = Value.FromString(page);
        }

        var result = new MapObject();
        DictKeys.PutText(result, "pages", new Value(ArrayObject.FromSpan(pages)));
        DictKeys.PutText(result, "checksum", Value.FromInt(checksum));
        return new Value(result);
    }

    private static Value BuildOutputPaths(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!Argument.TryText(arguments[0], out string? folder) || !arguments[1].IsInt || arguments[1].AsInt < 0)
        {
            return context.Fail("ssg_build_output_paths() requires a string folder and an int count >= 0");
        }

        long count = arguments[1].AsInt;
        if (count > 1 << 30)
        {
            return context.Fail($"ssg_build_output_paths() count is too large: {count}");
        }

        if (!context.Charge(count * (folder.Length + 64)))
        {
            return Value.Abnormal;
        }

        var paths = new Value[count];
        for (int i = 0; i < paths.Length; i++)
        {
            if ((i & 0xFFFF) == 0 && context.Poll())
            {
                return Value.Abnormal;
            }

            paths[i] = Value.FromString(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"post_{i}.html")));
        }

        return new Value(ArrayObject.FromSpan(paths));
    }

    private static Value RenderAndWrite(Context context, ReadOnlySpan<Value> arguments) =>
        WriteAll(context, "ssg_render_and_write_pages", arguments, readsSources: false);

    private static Value ReadRenderAndWrite(Context context, ReadOnlySpan<Value> arguments) =>
        WriteAll(context, "ssg_read_render_and_write_pages", arguments, readsSources: true);

    private static Value WriteAll(Context context, string function, ReadOnlySpan<Value> arguments, bool readsSources)
    {
        if (!CapabilityGuard.Allows(context, Capabilities.FileWrite | (readsSources ? Capabilities.FileRead : 0), function))
        {
            return Value.Abnormal;
        }

        if (!Argument.TryTexts(arguments[0], out string[]? sources) || !Argument.TryTexts(arguments[1], out string[]? paths))
        {
            return context.Fail($"{function}() requires two arrays of strings");
        }

        if (sources.Length != paths.Length)
        {
            return context.Fail($"{function}() requires arrays of the same length, got {sources.Length} and {paths.Length}");
        }

        if (!PromiseBuiltins.CheckLimit(context, function, arguments, 2))
        {
            return Value.Abnormal;
        }

        long checksum = 0;
        for (int i = 0; i < sources.Length; i++)
        {
            string body = sources[i];
            string? error = readsSources ? AsyncFiles.Read(context, sources[i], out body) : null;
            if (context.Poll())
            {
                return Value.Abnormal;
            }

            if (error is null)
            {
                string page = Render(i, body);
                checksum += Encoding.UTF8.GetByteCount(page);
                error = AsyncFiles.Write(paths[i], page);
            }

            if (error is not null)
            {
                return AsyncFiles.Promise(Value.Nil, error);
            }
        }

        var result = new MapObject();
        DictKeys.PutText(result, "files", Value.FromInt(sources.Length));
        DictKeys.PutText(result, "checksum", Value.FromInt(checksum));
        return AsyncFiles.Promise(new Value(result), null);
    }
}

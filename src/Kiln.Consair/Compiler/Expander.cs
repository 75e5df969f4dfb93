using Kiln.Consair.Semantics;
using Kiln.Values;

namespace Kiln.Consair.Compiler;

/// <summary>Macro expansion for those who want to see it: <c>macroexpand</c>, <c>macroexpand-1</c>, and the dump of a program's forms.</summary>
internal static class Expander
{
    private const int MaximumExpansions = 10_000;
    private const int MaximumDepth = 1_000;

    /// <summary>One step, if the form is a call of a global macro.</summary>
    /// <returns>The expansion, the form itself, or the abnormal marker.</returns>
    public static Value ExpandOnce(Session session, Value form) =>
        form.Tag is PairObject { First.Tag: Symbol head } && session.Cell(head).Value.Tag is MacroObject macro ? session.Expand(macro, form.AsPair.Second) : form;

    /// <summary>As many steps as the form's head is a macro.</summary>
    public static Value Expand(Session session, Value form)
    {
        for (int i = 0; i < MaximumExpansions; i++)
        {
            Value expanded = ExpandOnce(session, form);
            if (expanded.IsIdentical(form) || expanded.IsAbnormal)
            {
                return expanded;
            }

            form = expanded;
        }

        return session.Context.Fail(Messages.TooDeep);
    }

    /// <summary>The printed form of a form with all macros in it expanded.</summary>
    public static string ExpandAll(Session session, Value form) => Printer.Print(ExpandInside(session, form, 0));

    private static Value ExpandInside(Session session, Value form, int depth)
    {
        Value expanded = Expand(session, form);
        if (expanded.IsAbnormal)
        {
            session.Context.ClearPending();
            return form;
        }

        if (!expanded.IsPair || depth == MaximumDepth || expanded.AsPair.First.Tag is Symbol { Name: "quote" or "quasiquote" })
        {
            return expanded;
        }

        List<Value> items = Lists.ToItems(expanded);
        for (int i = 0; i < items.Count; i++)
        {
            items[i] = ExpandInside(session, items[i], depth + 1);
        }

        return Lists.FromSpan(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items));
    }
}

using System.Text;
using Kiln.Tiering;

namespace Kiln.Tests.Documentation;

/// <summary>Prints the reasons for exits and refusals from their table.</summary>
internal static class ReasonList
{
    /// <summary>Two tables.</summary>
    public static string Render()
    {
        var text = new StringBuilder("| exit | what happened | compiled anew | advice |\n| --- | --- | --- | --- |\n");
        foreach (ReasonInfo row in ReasonTable.Rows.Where(static r => r.Reason is > ExitReason.None and < ExitReason.TooLarge))
        {
            text.Append($"| {row.Reason} | {row.Message} | {(row.Speculates ? "yes" : "no")} | {row.Advice} |\n");
        }

        text.Append("\n| refusal | what is wrong | advice |\n| --- | --- | --- |\n");
        foreach (ReasonInfo row in ReasonTable.Rows.Where(static r => r.Reason >= ExitReason.TooLarge))
        {
            text.Append($"| {row.Reason} | {row.Message} | {row.Advice} |\n");
        }

        return text.ToString();
    }
}

using Kiln.Cli;

namespace Kiln.Tests.Repl;

/// <summary><c>kiln repl</c> at a real terminal.</summary>
public sealed class TerminalTests : IDisposable
{
    private const string CursorKeys = "\e[A";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly string _state = Directory.CreateTempSubdirectory("kiln-terminal").FullName;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Fact]
    public void Lines_are_edited_completed_and_recalled_and_running_code_is_interrupted()
    {
        Assert.SkipUnless(PseudoTerminal.IsSupported, "no pseudo terminals");
        using PseudoTerminal terminal = Start("xterm");
        terminal.Await("ruff> ", s_patience);
        Enter(terminal, "1 + 3\u007f2\r", "=> 3");
        Enter(terminal, "func f() {\rreturn 4\r}\rf()\r", "=> 4");
        Enter(terminal, "to_upp\t(\"a\")\r", "=> \"A\"");
        Enter(terminal, "1 +" + CursorKeys + "\r", "=> 3");
        Enter(terminal, ":jit on\r", "JIT mode enabled");
        Enter(terminal, "func spin() { i := 0\rwhile true { i := i + 1 }\r}\rprint(\"spinning\"); spin()\r", "spinning\r\n", prompt: "");
        Enter(terminal, "\u0003", "Interrupted");
        Enter(terminal, "input(\"name? \")\r", "name? ", prompt: "");
        Enter(terminal, "Ada\r", "=> \"Ada\"");
        Enter(terminal, "dropped\u0003", "(:quit or Ctrl-D leaves)");
        Enter(terminal, "f()\r", "=> 4");
        Enter(terminal, "\u0004", "Goodbye!", prompt: "");

        Assert.Equal(ExitCode.Success, terminal.AwaitExit(s_patience));
        Assert.Contains("func f() {\\nreturn 4\\n}", File.ReadAllText(Path.Combine(_state, "kiln", "history.ruff")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dumb_terminal_gets_prompts_and_no_escape_sequences()
    {
        Assert.SkipUnless(PseudoTerminal.IsSupported, "no pseudo terminals");
        using PseudoTerminal terminal = Start("dumb");
        terminal.Await("leaves\r\n\r\nruff> ", s_patience);
        Enter(terminal, "f := func() {\r", "\r\n....> ", prompt: "");
        Enter(terminal, "}; 7\r", "}; 7\r\n=> 7\r\nruff> ", prompt: "");
        Enter(terminal, "print(\"spinning\"); while true { }\r", "spinning\r\n", prompt: "");
        Enter(terminal, "\u0003", "Interrupted");
        Enter(terminal, ":q\r", "Goodbye!", prompt: "");

        Assert.Equal(ExitCode.Success, terminal.AwaitExit(s_patience));
    }

    [Fact]
    public void Consair_has_its_own_prompts()
    {
        Assert.SkipUnless(PseudoTerminal.IsSupported, "no pseudo terminals");
        using PseudoTerminal terminal = Start("dumb", "--lang=consair");
        terminal.Await("leaves\r\n\r\nconsair> ", s_patience);
        Enter(terminal, "(label f (lambda (x)\r", "\r\n......> ", prompt: "");
        Enter(terminal, "(+ x 1)))\r", "\r\n<lambda>\r\nconsair> ", prompt: "");
        Enter(terminal, ":jit on\r", "JIT mode enabled\r\nconsair[jit]> ", prompt: "");
        Enter(terminal, "(f 4)\r", "\r\n5\r\nconsair[jit]> ", prompt: "");
        Enter(terminal, ":jit off\r", "JIT mode disabled\r\nconsair> ", prompt: "");
        terminal.Type("exit\r");

        Assert.Equal(ExitCode.Success, terminal.AwaitExit(s_patience));
    }

    [Fact]
    public void A_session_can_start_with_the_tier()
    {
        Assert.SkipUnless(PseudoTerminal.IsSupported, "no pseudo terminals");
        using PseudoTerminal terminal = Start("xterm", "--lang=consair", "--jit");
        terminal.Await("consair[jit]> ", s_patience);
        Enter(terminal, "(vector-le\t <<1 2>>)\r", "2\r\n");
        terminal.Type("\u0004");

        Assert.Equal(ExitCode.Success, terminal.AwaitExit(s_patience));
    }

    private static void Enter(PseudoTerminal terminal, string keys, string answer, string prompt = "> ")
    {
        terminal.Type(keys);
        terminal.Await(answer, s_patience);
        terminal.Await(prompt, s_patience);
    }

    private PseudoTerminal Start(string kind, params string[] options) => PseudoTerminal.Start(
        [.. KilnProcess.Self, "repl", .. options], new Dictionary<string, string> { ["TERM"] = kind, ["NO_COLOR"] = "1", ["XDG_STATE_HOME"] = _state });
}

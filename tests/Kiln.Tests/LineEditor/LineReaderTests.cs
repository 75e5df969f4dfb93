using Kiln.LineEditor;

namespace Kiln.Tests.LineEditor;

/// <summary>The editor from outside: keys in, screen and input out.</summary>
public sealed class LineReaderTests
{
    private const string Up = "\e[A";
    private const string Down = "\e[B";
    private const string Left = "\e[D";
    private const string Right = "\eOC";
    private const string Home = "\e[H";
    private const string Delete = "\e[3~";
    private const string WordLeft = "\e[1;5D";

    private readonly History _history = new();
    private VirtualTerminal _terminal = new();

    [Theory]
    [InlineData("abc\r", "abc")]
    [InlineData("abd" + Left + "c\r", "abcd")]
    [InlineData("bc" + Home + "a\r", "abc")]
    [InlineData("bc\u0001a\u0005d\r", "abcd")]
    [InlineData("abxc" + Left + "\u007f\r", "abc")]
    [InlineData("abxc" + Left + Left + Delete + "\r", "abc")]
    [InlineData("abxc\u0002\u0002\u0004\r", "abc")]
    [InlineData("one two" + WordLeft + "X\r", "one Xtwo")]
    [InlineData("one two\u0001\efX\r", "oneX two")]
    [InlineData("one two\u0017three\r", "one three")]
    [InlineData("one.two\e\u007f\r", "one.")]
    [InlineData("one two\u0001\ed\r", " two")]
    [InlineData("one two\u0001\u000b!\r", "!")]
    [InlineData("one two\u0015\u0019\u0019\r", "one twoone two")]
    [InlineData("one two\u0017\u0017\u0019\r", "one two")]
    [InlineData("one\u0015two\u0015\u0019\ey\r", "one")]
    [InlineData("ab\u0014\r", "ba")]
    [InlineData("one two\u0017\u001f\r", "one two")]
    [InlineData("one two\u001f\r", "one")]
    [InlineData("ae\u0301o" + Left + "\u007f\r", "ao")]
    [InlineData("a😀b" + Left + "\u007f\r", "ab")]
    [InlineData("a" + Right + "b\r", "ab")]
    [InlineData("a\e[99;99Xb\r", "ab")]
    public void Keys_edit_the_input(string keys, string input) => Assert.Equal((ReadOutcome.Input, input), Read(keys));

    [Fact]
    public void Enter_goes_on_while_something_is_open()
    {
        Assert.Equal((ReadOutcome.Input, "(a\nb)"), Read("(a\rb)\r"));
        Assert.Equal("> (a\n. b)\n|", _terminal.Screen);
    }

    [Fact]
    public void Alt_and_Enter_start_a_line_in_any_case() => Assert.Equal((ReadOutcome.Input, "a\nb"), Read("a\e\rb\r"));

    [Fact]
    public void Up_and_down_move_between_lines() => Assert.Equal((ReadOutcome.Input, "(a1c\nb2)"), Read("(ac\rb)" + Up + "1" + Down + Left + "2\r"));

    [Fact]
    public void Pasted_text_does_not_end_the_input()
    {
        Assert.Equal((ReadOutcome.Input, "a\nb\tc!"), Read("\e[200~a\r\nb\tc\e[201~!\r"));
        Assert.Equal("> a\n. b    c!\n|", _terminal.Screen);
    }

    [Fact]
    public void Control_C_drops_the_input()
    {
        Assert.Equal((ReadOutcome.Cancelled, "abc"), Read("abc\u0003"));
        Assert.Equal("> abc^C\n|", _terminal.Screen);
    }

    [Fact]
    public void Control_D_leaves_when_there_is_no_input() => Assert.Equal((ReadOutcome.End, ""), Read("\u0004"));

    [Fact]
    public void The_end_of_the_terminal_leaves() => Assert.Equal((ReadOutcome.End, "abc"), Read("abc"));

    [Fact]
    public void Long_lines_are_broken_at_the_edge_and_the_cursor_is_where_it_belongs()
    {
        _terminal = new VirtualTerminal(width: 10);

        Assert.Equal(["> |", "> a|", "> abcdefg|", "> abcdefgh\n|", "> abcdefgh\ni|", "> abcdefgh\n|i", "> abcdefg|h\ni"],
            Screens("abcdefghi" + Left + Left, 0, 1, 7, 8, 9, 10, 11));
    }

    [Fact]
    public void Wide_characters_take_two_columns_and_are_not_split()
    {
        _terminal = new VirtualTerminal(width: 9);

        Assert.Equal(["> 日本語|", "> 日本語\n文|", "> 日本語\n|文"], Screens("日本語文" + Left, 3, 4, 5));
    }

    [Fact]
    public void Deleting_shrinks_what_is_shown()
    {
        _terminal = new VirtualTerminal(width: 10);

        Assert.Equal(["> abcdefgh\nij|", "> |"], Screens("abcdefghij\u0015", 10, 11));
    }

    [Fact]
    public void An_input_higher_than_the_screen_is_shown_around_the_cursor()
    {
        _terminal = new VirtualTerminal(width: 20, height: 3);

        string[] screens = Screens("(1\r2\r3\r4" + Up + Up + Up, 8, 11);

        Assert.Equal([". 2\n. 3\n. 4|", "> (|1\n. 2\n. 3"], screens);
    }

    [Theory]
    [InlineData(8, "> abcdef\nghijklmn\nop|")]
    [InlineData(30, "> abcdefghijklmnop|")]
    public void A_new_width_shows_the_input_anew(int width, string screen)
    {
        _terminal = new VirtualTerminal(width: 12);
        _terminal.Type("abcdefghijklmnop");
        _terminal.TypeResize(width);
        string last = "";
        _terminal.OnRead = s => last = s;

        Reader().Read("> ", ". ");

        Assert.Equal(screen, last);
    }

    [Fact]
    public void Up_finds_older_inputs_that_start_alike()
    {
        AddHistory("func one", "print(1)", "func two", "x");

        Assert.Equal(["> func two|", "> func one|", "> func one|", "> func two|", "> fu|"], Screens("fu" + Up + Up + Up + Down + Down, 3, 4, 5, 6, 7));
    }

    [Fact]
    public void An_input_from_the_history_can_be_edited_and_is_noted_again()
    {
        AddHistory("print(1)");

        Assert.Equal((ReadOutcome.Input, "print(2)"), Read(Up + "\u007f\u007f2)\r"));
        Assert.Equal(["print(1)", "print(2)"], _history.Entries);
    }

    [Fact]
    public void Control_R_searches_while_a_text_is_typed()
    {
        AddHistory("print(one)", "print(two)", "other");

        Assert.Equal(
            ["(search 'p') |print(two)", "(search 'pri') |print(two)", "(search 'pri') |print(one)", "(search 'pri') |print(two)", "> |print(two)"],
            Screens("\u0012pri\u0012\u0013\u0001", 2, 4, 5, 6, 7));
    }

    [Fact]
    public void A_search_can_be_given_up()
    {
        AddHistory("print(one)");

        Assert.Equal((ReadOutcome.Input, "mine"), Read("mine\u0012pri\u0007\r"));
    }

    [Fact]
    public void Tab_completes_as_far_as_the_choices_agree_and_then_lists_them()
    {
        Assert.Equal(["> al|", "> alpha|", "> alpha\nalpha1  alpha2\n> alpha|", "> alpha\nalpha1  alpha2\n> alpha1|"], Screens("al\t\t1", 2, 3, 4, 5));
    }

    [Fact]
    public void A_bracket_at_the_cursor_and_its_partner_are_marked()
    {
        _terminal = new VirtualTerminal(hasStyles: true);
        _terminal.Type("(')')");

        Reader().Read("> ", ". ");

        string match = AnsiStyles.Start(TextStyle.Match);
        Assert.Contains($"{match}({AnsiStyles.Reset}{AnsiStyles.Start(TextStyle.Text)}')'{AnsiStyles.Reset}{match}){AnsiStyles.Reset}", _terminal.Raw.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_styles_nothing_has_a_look()
    {
        _terminal.Type("('a')\r");

        Reader().Read("> ", ". ");

        Assert.DoesNotContain("m", _terminal.Raw.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Escape_alone_does_nothing()
    {
        _terminal.Type("a\e");
        _terminal.TypePause();
        _terminal.Type("b\r");

        Assert.Equal("ab", Reader().Read("> ", ". ").Text);
    }

    private LineReader Reader() => new(_terminal, new Assistant(), _history);

    private (ReadOutcome Outcome, string Text) Read(string keys)
    {
        _terminal.Type(keys);
        ReadResult result = Reader().Read("> ", ". ");
        return (result.Outcome, result.Text);
    }

    /// <summary>What the screen shows after some of the keys.</summary>
    private string[] Screens(string keys, params int[] after)
    {
        var screens = new List<string>();
        _terminal.OnRead = screens.Add;
        Read(keys);
        return [.. after.Select(i => screens[i])];
    }

    private void AddHistory(params string[] inputs)
    {
        foreach (string input in inputs)
        {
            _history.Add(input);
        }
    }

    /// <summary>A language of parentheses and text in single quotes, with three names.</summary>
    private sealed class Assistant : IAssistant
    {
        private static readonly string[] s_names = ["alpha1", "alpha2", "beta"];

        public bool IsComplete(string text) => text.Count(static c => c == '(') <= text.Count(static c => c == ')');

        public IReadOnlyList<StyledSpan> Style(string text)
        {
            int start = text.IndexOf('\'', StringComparison.Ordinal);
            int end = start < 0 ? -1 : text.IndexOf('\'', start + 1);
            return end < 0 ? [] : [new StyledSpan(start, end + 1 - start, TextStyle.Text)];
        }

        public Completion Complete(string text, int position) => new(0, [.. s_names.Where(n => n.StartsWith(text[..position], StringComparison.Ordinal))]);
    }
}

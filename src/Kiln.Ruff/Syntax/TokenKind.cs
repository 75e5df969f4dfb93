namespace Kiln.Ruff.Syntax;

/// <summary>What a token is. Keywords form one contiguous range, from <see cref="Let"/> to <see cref="Await"/>.</summary>
public enum TokenKind : byte
{
    /// <summary>The end of the text.</summary>
    EndOfFile,

    /// <summary>A name.</summary>
    Identifier,

    /// <summary>A number without a fraction; its value fits 64 bits.</summary>
    WholeNumber,

    /// <summary>A number with a fraction.</summary>
    RealNumber,

    /// <summary>A string without interpolation.</summary>
    Text,

    /// <summary>A string with at least one <c>${</c>.</summary>
    InterpolatedText,

    /// <summary><c>true</c></summary>
    True,

    /// <summary><c>false</c></summary>
    False,

    /// <summary><c>(</c></summary>
    LeftParenthesis,

    /// <summary><c>)</c></summary>
    RightParenthesis,

    /// <summary><c>{</c></summary>
    LeftBrace,

    /// <summary><c>}</c></summary>
    RightBrace,

    /// <summary><c>[</c></summary>
    LeftBracket,

    /// <summary><c>]</c></summary>
    RightBracket,

    /// <summary><c>,</c></summary>
    Comma,

    /// <summary><c>;</c></summary>
    Semicolon,

    /// <summary><c>:</c></summary>
    Colon,

    /// <summary><c>.</c></summary>
    Dot,

    /// <summary><c>...</c></summary>
    Ellipsis,

    /// <summary><c>:=</c></summary>
    ColonEquals,

    /// <summary><c>::</c></summary>
    ColonColon,

    /// <summary><c>=</c></summary>
    Equals,

    /// <summary><c>==</c></summary>
    EqualsEquals,

    /// <summary><c>!=</c></summary>
    BangEquals,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessEquals,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterEquals,

    /// <summary><c>-&gt;</c></summary>
    Arrow,

    /// <summary><c>+</c></summary>
    Plus,

    /// <summary><c>+=</c></summary>
    PlusEquals,

    /// <summary><c>-</c></summary>
    Minus,

    /// <summary><c>-=</c></summary>
    MinusEquals,

    /// <summary><c>*</c></summary>
    Star,

    /// <summary><c>*=</c></summary>
    StarEquals,

    /// <summary><c>/</c></summary>
    Slash,

    /// <summary><c>/=</c></summary>
    SlashEquals,

    /// <summary><c>%</c></summary>
    Percent,

    /// <summary><c>%=</c></summary>
    PercentEquals,

    /// <summary><c>!</c></summary>
    Bang,

    /// <summary><c>?</c></summary>
    Question,

    /// <summary><c>??</c></summary>
    QuestionQuestion,

    /// <summary><c>?.</c></summary>
    QuestionDot,

    /// <summary><c>|</c></summary>
    Pipe,

    /// <summary><c>||</c></summary>
    PipePipe,

    /// <summary><c>|></c></summary>
    PipeGreater,

    /// <summary><c>&amp;</c></summary>
    Ampersand,

    /// <summary><c>&amp;&amp;</c></summary>
    AmpersandAmpersand,

    /// <summary><c>let</c></summary>
    Let,

    /// <summary><c>mut</c></summary>
    Mut,

    /// <summary><c>const</c></summary>
    Const,

    /// <summary><c>func</c></summary>
    Func,

    /// <summary><c>return</c></summary>
    Return,

    /// <summary><c>enum</c></summary>
    Enum,

    /// <summary><c>match</c></summary>
    Match,

    /// <summary><c>case</c></summary>
    Case,

    /// <summary><c>default</c></summary>
    Default,

    /// <summary><c>if</c></summary>
    If,

    /// <summary><c>else</c></summary>
    Else,

    /// <summary><c>loop</c></summary>
    Loop,

    /// <summary><c>while</c></summary>
    While,

    /// <summary><c>for</c></summary>
    For,

    /// <summary><c>in</c></summary>
    In,

    /// <summary><c>break</c></summary>
    Break,

    /// <summary><c>continue</c></summary>
    Continue,

    /// <summary><c>try</c></summary>
    Try,

    /// <summary><c>except</c></summary>
    Except,

    /// <summary><c>int</c></summary>
    IntType,

    /// <summary><c>float</c></summary>
    FloatType,

    /// <summary><c>string</c></summary>
    StringType,

    /// <summary><c>bool</c></summary>
    BoolType,

    /// <summary><c>import</c></summary>
    Import,

    /// <summary><c>export</c></summary>
    Export,

    /// <summary><c>from</c></summary>
    From,

    /// <summary><c>struct</c></summary>
    Struct,

    /// <summary><c>impl</c>; reserved, without a meaning.</summary>
    Impl,

    /// <summary><c>self</c></summary>
    Self,

    /// <summary><c>null</c></summary>
    Null,

    /// <summary><c>spawn</c></summary>
    Spawn,

    /// <summary><c>test</c></summary>
    Test,

    /// <summary><c>test_setup</c></summary>
    TestSetup,

    /// <summary><c>test_teardown</c></summary>
    TestTeardown,

    /// <summary><c>test_group</c></summary>
    TestGroup,

    /// <summary><c>yield</c></summary>
    Yield,

    /// <summary><c>async</c></summary>
    Async,

    /// <summary><c>await</c></summary>
    Await,
}

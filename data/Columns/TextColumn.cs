namespace Unrolled.Data;

/// <summary>A column of texts, which may stand for booleans or dates: for each row the number of its text.</summary>
internal sealed class TextColumn : TableColumn
{
    /// <summary>The number of no text.</summary>
    public const int Missing = -1;

    private readonly float[]? _numbers;

    /// <param name="name">The column's name.</param>
    /// <param name="kind">What the texts are.</param>
    /// <param name="places">Where rows stand.</param>
    /// <param name="cells">The table's values.</param>
    /// <param name="column">The column's place among them.</param>
    /// <param name="texts">The texts, each once.</param>
    /// <param name="numbers">What they are as numbers; null where they are none.</param>
    public TextColumn(string name, ColumnKind kind, RowPlaces places, CellStore cells, int column, string[] texts, float[]? numbers)
        : base(name, kind, places, cells, column)
    {
        Texts = texts;
        _numbers = numbers;
    }

    private TextColumn(TextColumn whole, int[] rows)
        : base(whole, rows)
    {
        Texts = whole.Texts;
        _numbers = whole._numbers;
    }

    /// <summary>The texts, each once, in the order in which they occur in the table as a whole.</summary>
    public string[] Texts { get; }

    /// <summary>The number of a text as it is stored.</summary>
    public static float CellOf(int code) => BitConverter.Int32BitsToSingle(code);

    public static int CodeOf(float cell) => BitConverter.SingleToInt32Bits(cell);

    internal override TableColumn View(int[] rows) => new TextColumn(this, rows);

    private protected override bool IsMissing(float cell) => CodeOf(cell) == Missing;

    private protected override float Number(float cell) =>
        _numbers is null ? throw new InvalidOperationException($"The column {Printable.Quote(Name)} has texts, not numbers.")
        : IsMissing(cell) ? float.NaN
        : _numbers[CodeOf(cell)];

    private protected override string? Text(float cell) => IsMissing(cell) ? null : Texts[CodeOf(cell)];

    private protected override bool AreSame(float cell, float other) => CodeOf(cell) == CodeOf(other);
}

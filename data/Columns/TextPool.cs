namespace Unrolled.Data;

/// <summary>Gives texts numbers, and keeps each once. An empty one is a value that is missing.</summary>
internal sealed class TextPool
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);

    /// <summary>The number of a text, as it is stored.</summary>
    public float Add(ReadOnlySpan<char> text)
    {
        int code = TextColumn.Missing;
        if (!text.IsEmpty && !_codeOf.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out code))
        {
            code = _texts.Count;
            _texts.Add(text.ToString());
            _codeOf.Add(_texts[^1], code);
        }

        return TextColumn.CellOf(code);
    }

    public TextColumn Build(string name, RowPlaces places, CellStore cells, int cell) =>
        new(name, ColumnKind.Text, places, cells, cell, [.. _texts], numbers: null);
}

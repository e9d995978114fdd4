namespace Unrolled.Build;

/// <summary>
/// Finds the files that <c>[Network(..., Weights = "digits.safetensors")]</c> names in a source file: the named argument with a literal of
/// whatever form, in code and not in a comment or a string.
/// </summary>
/// <remarks>
/// The compiler, which would know, comes later. What is found too much costs a resource, so that a name which stands elsewhere, as in
/// <c>new Options { Weights = "a.onnx" }</c>, is none: the bracket around it must be a parenthesis.
/// </remarks>
internal sealed class WeightsScanner
{
    private const string Argument = "Weights";

    private readonly SourceText _source;
    private readonly Stack<char> _brackets = [];
    private readonly List<string> _found = [];

    private WeightsScanner(string text) => _source = new SourceText(text);

    /// <summary>The names in the order in which they stand there.</summary>
    public static List<string> Find(string text)
    {
        WeightsScanner scanner = new(text);
        scanner.Scan();
        return scanner._found;
    }

    private void Scan()
    {
        while (!_source.IsAtEnd)
        {
            if (_source.SkipTrivia() || _source.ReadLiteral(out _))
            {
                continue;
            }

            if (_source.ReadIdentifier() is { } identifier)
            {
                if (identifier == Argument && _brackets.TryPeek(out char bracket) && bracket == '(')
                {
                    ReadArgument();
                }

                continue;
            }

            Bracket(_source.Read());
        }
    }

    private void Bracket(char c)
    {
        if (c is '(' or '[' or '{')
        {
            _brackets.Push(c);
        }
        else if (c is ')' or ']' or '}')
        {
            _brackets.TryPop(out _);
        }
    }

    private void ReadArgument()
    {
        SkipTrivia();
        if (_source.Current != '=' || _source.Next == '=')
        {
            return;
        }

        _source.Read();
        SkipTrivia();
        if (!_source.ReadLiteral(out string? value) || value is null)
        {
            return;
        }

        SkipTrivia();
        if (_source.Current is ',' or ')' && (ModelFile.IsOnnx(value) || ModelFile.IsSafetensors(value)))
        {
            _found.Add(value);
        }
    }

    private void SkipTrivia()
    {
        while (_source.SkipTrivia())
        {
        }
    }
}

using System.Globalization;

// The generator reads what the build program writes.
#if UNROLLED_GENERATOR
namespace Unrolled.Generator.Model;
#else
namespace Unrolled;
#endif

/// <summary>
/// What the compiler is told of a model: a text of a word and its values in each line. It is made anew with every change of the model, in
/// <c>obj/</c>, and nobody edits it.
/// </summary>
/// <param name="Lines">The lines after the first, each a word and what follows it.</param>
internal sealed record ModelDescription(IReadOnlyList<KeyValuePair<string, string>> Lines)
{
    /// <summary>The ending of its file.</summary>
    public const string Extension = ".unrolled";

    /// <summary>The first line. A change of what the lines mean is another number.</summary>
    public const string Version = "unrolled 1";

    /// <summary>The full name of the class that is to be generated, as in <c>Game.Policy</c>. Not for weights of an annotated class.</summary>
    public const string Class = "class";

    /// <summary><c>public</c> or <c>internal</c>.</summary>
    public const string Accessibility = "accessibility";

    /// <summary>The name of the model's file, without folders.</summary>
    public const string File = "file";

    /// <summary>The file as the attribute names it: the weights of annotated classes.</summary>
    public const string Weights = "weights";

    /// <summary>The name of the resource with the parameters in canonical order, as 32-bit floats, little-endian.</summary>
    public const string Resource = "resource";

    /// <summary>Why there is nothing more to read: the whole message.</summary>
    public const string Error = "error";

    /// <summary>Units of each layer.</summary>
    public const string Layers = "layers";

    /// <summary>A member of the enumeration for each layer after the inputs; absent where the file does not say.</summary>
    public const string Activations = "activations";

    /// <summary>The number in each activation's formula.</summary>
    public const string Alphas = "alphas";

    /// <summary>A member of the enumeration; absent for the default.</summary>
    public const string Loss = "loss";

    /// <summary>The tensor of a layer's weights, a line for each layer.</summary>
    public const string WeightTensor = "weight-tensor";

    /// <summary>The tensor of a layer's biases, a line for each layer; nothing behind the word where there is none.</summary>
    public const string BiasTensor = "bias-tensor";

    /// <summary>The prefix of the lines <c>input-scale</c>, <c>input-offset</c>, <c>input-minimum</c>, <c>input-maximum</c>.</summary>
    public const string InputStage = "input";

    /// <summary>The same for the outputs.</summary>
    public const string OutputStage = "output";

    /// <summary>A line of the class's documentation.</summary>
    public const string Documentation = "doc";

    /// <summary>The lists of a stage, in the order of its constructor.</summary>
    public static readonly string[] StageParts = ["scale", "offset", "minimum", "maximum"];

    /// <summary>The values behind a word; null where there is no such line.</summary>
    public string? this[string word] => All(word).FirstOrDefault();

    /// <summary>What stands behind a word, in each line that begins with it.</summary>
    public IEnumerable<string> All(string word) => Lines.Where(line => line.Key == word).Select(line => line.Value);

    /// <summary>The description in a text; null where it is none, or one of another version.</summary>
    public static ModelDescription? Parse(string text)
    {
        string[] lines = [.. text.Split('\n').Select(line => line.TrimEnd('\r'))];
        return lines[0] != Version ? null : new ModelDescription([.. lines.Skip(1).Where(line => line.Length > 0).Select(Line)]);
    }

    /// <summary>The text, whose lines end in <c>\n</c>.</summary>
    public override string ToString() =>
        $"{Version}\n{string.Concat(Lines.Select(line => $"{line.Key} {OneLine(line.Value)}".TrimEnd() + "\n"))}";

    /// <summary>Numbers as a line has them.</summary>
    public static string Text(IEnumerable<float> numbers) => string.Join(" ", numbers.Select(n => n.ToString("G9", CultureInfo.InvariantCulture)));

    /// <summary>The numbers of a line; null where one is none.</summary>
    public static float[]? Numbers(string? text)
    {
        string[] words = text is null ? [] : text.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        float[] numbers = new float[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!float.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return numbers;
    }

    private static KeyValuePair<string, string> Line(string line)
    {
        string[] parts = line.Split([' '], 2);
        return new(parts[0], parts.Length == 1 ? "" : parts[1]);
    }

    private static string OneLine(string text) => text.Replace('\n', ' ').Replace('\r', ' ');
}

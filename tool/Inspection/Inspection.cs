using System.Globalization;

namespace Unrolled.Tool;

/// <summary>Says what is in a model's file.</summary>
internal static class Inspection
{
    /// <summary>Writes about a file of either format.</summary>
    /// <returns>The exit code: 0 for every file that is sound, whether it compiles or not.</returns>
    public static int Write(string file, TextWriter output)
    {
        Report report = new(output);
        byte[] bytes = ModelFile.ReadBytes(file, file);
        if (ModelFile.IsOnnx(file))
        {
            new OnnxInspection(bytes, file, report).Write();
        }
        else
        {
            SafetensorsInspection.Write(bytes, file, report);
        }

        return 0;
    }
}

/// <summary>Lines with a word before them, which is not repeated.</summary>
internal sealed class Report(TextWriter output)
{
    private const int Width = 10;

    private string _last = "";

    public void Line(string word, string text)
    {
        string shown = word == _last ? "" : word;
        output.WriteLine($"{shown.PadRight(Width)}{text}".TrimEnd());
        _last = word;
    }

    /// <summary>What became of compiling something.</summary>
    /// <param name="word">The word before it.</param>
    /// <param name="name">What was compiled; may be empty.</param>
    /// <param name="compile">Compiles it.</param>
    public void Compiled(string word, string name, Func<NetworkModel> compile)
    {
        string before = name.Length == 0 ? "" : $"{name}  ";
        try
        {
            Line(word, $"{before}yes: {Text(compile())}");
        }
        catch (InvalidFileException exception)
        {
            Line(word, $"{before}no: {exception.Message}");
        }
    }

    /// <summary>A network in a line, as in <c>4-8-2, Tanh Identity; 58 parameters</c>.</summary>
    public static string Text(NetworkModel model)
    {
        string activations = model.Activations.Length == 0
            ? "activations are not said, so that [Network] has to say them"
            : string.Join(' ', model.Activations);
        string inputs = model.InputStage is null ? "" : "scaled or clamped inputs, ";
        string outputs = model.OutputStage is null ? "" : ", scaled or clamped outputs";
        string preprocessing = model.Preprocessing is null ? "" : $"; takes prepared inputs: {model.Preprocessing}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join('-', model.Layers)}, {inputs}{activations}{outputs}; {Wording.Count(model.Parameters.Length, "parameter")}{preprocessing}");
    }
}

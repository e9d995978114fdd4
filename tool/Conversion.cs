using Unrolled.Build;

namespace Unrolled.Tool;

/// <summary>Converts between the two formats.</summary>
internal static class Conversion
{
    /// <summary>Reads a model and writes it as another file, whole or not at all.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(string source, string target, string? take, TextWriter output, TextWriter errors)
    {
        bool isOnnx = ModelFile.IsOnnx(target);
        Reading reading = ModelReader.Read(source, Path.GetFileName(source), take, needsActivations: isOnnx);
        if (reading.Model is not { } model)
        {
            errors.WriteLine($"error: {reading.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }

        using AtomicFile file = new(target);
        if (isOnnx)
        {
            file.Stream.Write(OnnxNetworkWriter.Write(model, new OnnxSaveOptions()).Span);
        }
        else
        {
            SafetensorsModel.Write(model, file.Stream);
        }

        file.Commit();
        output.WriteLine($"{target}: {Report.Text(model)}");
        return 0;
    }
}

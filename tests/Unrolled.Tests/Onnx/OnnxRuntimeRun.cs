using Microsoft.ML.OnnxRuntime;

namespace Unrolled.Tests.Onnx;

/// <summary>Runs ONNX files in ONNX Runtime, the reference.</summary>
internal static class OnnxRuntimeRun
{
    /// <summary>An output of a file for some samples, row after row.</summary>
    public static float[] Run(byte[] file, string output, params (string Name, long[] Shape, float[] Values)[] inputs)
    {
        using SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, IntraOpNumThreads = 1 };
        using InferenceSession session = new(file, options);
        using RunOptions run = new();
        Dictionary<string, OrtValue> values = inputs.ToDictionary(
            input => input.Name, input => OrtValue.CreateTensorValueFromMemory(input.Values, input.Shape));
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, values, [output]);
            return results[0].GetTensorDataAsSpan<float>().ToArray();
        }
        finally
        {
            foreach (OrtValue value in values.Values)
            {
                value.Dispose();
            }
        }
    }
}

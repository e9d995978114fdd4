namespace Unrolled;

/// <summary>The names of sets of operators.</summary>
internal static class OnnxDomain
{
    /// <summary>ONNX's own, which may also be written in full.</summary>
    public const string Default = "";

    /// <summary>Those of classical machine learning: scikit-learn's and ML.NET's.</summary>
    public const string MachineLearning = "ai.onnx.ml";

    public static string Normalize(string domain) => domain == "ai.onnx" ? Default : domain;
}

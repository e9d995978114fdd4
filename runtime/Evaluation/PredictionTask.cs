namespace Unrolled;

/// <summary>What a network is to tell about a sample; it decides which figures mean something.</summary>
internal enum PredictionTask
{
    /// <summary>One class of two or more.</summary>
    SingleLabel,

    /// <summary>For each output on its own whether a label applies: none, one or several of them.</summary>
    MultiLabel,

    /// <summary>Numbers.</summary>
    Regression,
}

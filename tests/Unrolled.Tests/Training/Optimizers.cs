namespace Unrolled.Tests.Training;

/// <summary>All optimizers by name, with a learning rate that suits each.</summary>
internal static class Optimizers
{
    public static IReadOnlyList<string> All { get; } = ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"];

    public static TrainingOptions Options(string name, float epsilon = 1e-8f) => name switch
    {
        "sgd" => new() { Optimizer = Optimizer.Sgd, LearningRate = 0.1f },
        "momentum" => new() { Optimizer = Optimizer.Momentum(), LearningRate = 0.05f },
        "nesterov" => new() { Optimizer = Optimizer.Nesterov(), LearningRate = 0.05f },
        "adagrad" => new() { Optimizer = Optimizer.Adagrad(epsilon), LearningRate = 0.02f },
        "rmsprop" => new() { Optimizer = Optimizer.RmsProp(epsilon: epsilon), LearningRate = 0.002f },
        "adam" => new() { Optimizer = Optimizer.Adam(epsilon: epsilon), LearningRate = 0.002f },
        "adamw" => new() { Optimizer = Optimizer.AdamW(weightDecay: 0.5f, epsilon: epsilon), LearningRate = 0.002f },
        _ => throw new NotSupportedException(name),
    };
}

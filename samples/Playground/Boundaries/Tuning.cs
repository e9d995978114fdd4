using Unrolled;

namespace Playground.Boundaries;

/// <summary>How a network is trained.</summary>
/// <param name="OptimizerName">"sgd", "momentum", "rmsprop" or "adam".</param>
/// <param name="LearningRate">The step size.</param>
/// <param name="BatchSize">The points of a mini-batch.</param>
/// <param name="PenaltyName">"none", "l1" or "l2".</param>
/// <param name="Strength">The penalty's lambda, which is divided by the number of points.</param>
internal sealed record Tuning(string OptimizerName, double LearningRate, int BatchSize, string PenaltyName, double Strength)
{
    /// <summary>How the gradient becomes a step.</summary>
    /// <exception cref="ArgumentException">There is no such optimizer.</exception>
    public Optimizer Optimizer => OptimizerName switch
    {
        "sgd" => Optimizer.Sgd,
        "momentum" => Optimizer.Momentum(),
        "rmsprop" => Optimizer.RmsProp(),
        "adam" => Optimizer.Adam(),
        _ => throw new ArgumentException($"There is no optimizer '{OptimizerName}'."),
    };

    /// <summary>What keeps weights small.</summary>
    /// <exception cref="ArgumentException">There is no such penalty.</exception>
    public Regularization Regularization => PenaltyName switch
    {
        "none" => new Regularization(),
        "l1" => new Regularization { L1 = (float)Strength },
        "l2" => new Regularization { L2 = (float)Strength },
        _ => throw new ArgumentException($"There is no penalty '{PenaltyName}'."),
    };
}

namespace Unrolled;

/// <summary>What is known of the loss that a network is trained on, be it a member of <see cref="Loss"/> or a type of one's own.</summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
internal static class TrainedLoss<TNetwork> where TNetwork : class, IInferenceNetwork
{
    /// <summary>The row of the loss; null for one of one's own, of which no more is known than its type.</summary>
    public static LossRow? Row => TNetwork.LossType is null ? LossRow.Of(TNetwork.Loss) : null;

    /// <summary>What the loss is called.</summary>
    public static string Name => TNetwork.LossType is { } type ? TypeNames.Of(type) : TNetwork.Loss.ToString();

    /// <summary>The targets that suit outputs and loss. For a loss of one's own they are what the outputs can come to.</summary>
    public static TargetBounds Targets => OutputRange.Bounds<TNetwork>(Row);
}

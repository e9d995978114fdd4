using System.Text;

namespace Unrolled;

/// <summary>What a whole training achieved. Its figures are those of the network in hand.</summary>
/// <param name="Reports">
/// A report for every epoch that this call ran, in order. None where a <see cref="CheckpointFolder"/> found that training was over already.
/// </param>
/// <param name="Elapsed">How long the call took, validation included.</param>
public sealed record TrainingResult(IReadOnlyList<EpochReport> Reports, TimeSpan Elapsed)
{
    /// <summary>
    /// The figures of the epoch whose parameters the network has: the best one where early stopping restored it, see
    /// <see cref="EarlyStopping.RestoreBest"/>, else the last one.
    /// </summary>
    public required EpochFigures Final { get; init; }

    /// <summary>
    /// The number of the best epoch, from 1: by the metric that early stopping watches; without early stopping by the validation loss, and
    /// without validation data by the training loss. The first of equals.
    /// </summary>
    public required int BestEpoch { get; init; }

    /// <summary>What ended the training.</summary>
    public required TrainingEnd End { get; init; }

    /// <summary>What there was to say, in English: hints about the data, what a resumed training began anew. Often empty.</summary>
    /// <remarks><see cref="TrainingOptions.Messages"/> is told the same, as soon as it is known.</remarks>
    public IReadOnlyList<string> Messages { get; init; } = [];

    /// <summary>The mean loss over the training samples in the epoch whose parameters the network has.</summary>
    public double Loss => Final.Loss;

    /// <summary>The network's mean loss on the validation data; null without validation data.</summary>
    public double? ValidationLoss => Final.ValidationLoss;

    /// <summary>The network's accuracy on the validation data; null without validation data, and where there are no classes.</summary>
    public double? Accuracy => Final.Accuracy;

    /// <summary>The result in a line, and a line for each message.</summary>
    public override string ToString()
    {
        string end = End == TrainingEnd.EarlyStopping ? ", ended by early stopping" : "";
        var text = new StringBuilder(
            $"{Wording.Exact(Reports.Count, "epoch")} in {Figures.Duration(Elapsed)}{end}; "
            + $"the network is that of epoch {Wording.Number(Final.Epoch)}: {Final}");
        foreach (string message in Messages)
        {
            text.Append('\n').Append(message);
        }

        return text.ToString();
    }
}

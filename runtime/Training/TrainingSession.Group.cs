namespace Unrolled;

/// <content>That all processes of a group do the same: what they begin with, and what each epoch has left them.</content>
public sealed partial class TrainingSession<TNetwork>
{
    // Threads may differ: no bit depends on them.
    private List<(string Name, string Value)> Facts(Dataset training, Dataset? validation, bool hasClasses) =>
        [
            ("the network", NetworkTensors.InWords<TNetwork>()),
            ("the checksum of its parameters", GroupAgreement.Checksum(_network.Block.Span)),
            ("its dropout state", Wording.Number((long)_network.DropoutState)),
            ("the seed", Wording.Number(_options.Seed)),
            ("the number of shards", Wording.Number(_options.Shards)),
            ("the batch size", Wording.Number(_options.BatchSize)),
            ("the number of epochs", Wording.Number(_options.Epochs)),
            ("the learning rate", Wording.Number(_options.LearningRate)),
            ("shuffling", _options.Shuffle ? "on" : "off"),
            ("the optimizer", $"{_options.Optimizer}"),
            ("the schedule", $"{_options.Schedule}"),
            ("what goes into a step beside it", $"{_options.ForSteps(1)}"),
            ("early stopping", $"{_options.EarlyStopping}"),
            ("the augmentation", _options.Augmentation is null ? "none" : TypeNames.Of(_options.Augmentation.GetType())),
            ("the kind of training data", $"{training}"),
            ("the training data", training.Here == training ? DatasetFingerprint.Of(training) : "in parts"),
            ("the checksum over the parts of the training data", _samples.Fingerprint),
            ("the validation data", validation is null ? "none" : _validationPrint.Value),
            ("the kind of targets", hasClasses ? "classes" : "numbers"),
        ];

    private void RequireSame() => _group?.Require(
    [
        ($"the checksum of the parameters after epoch {Wording.Number(EpochsDone + 1)}", GroupAgreement.Checksum(_network.Block.Span)),
    ]);
}

using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;

namespace Unrolled.Tests.Training;

/// <summary>A training seen from outside: the event source and the meter that tools listen to.</summary>
[Collection(Name)]
public sealed class MonitoringTests
{
    private const string Name = "listeners";

    /// <summary>Nothing runs beside them: while somebody listens, every training of the process tells and allocates.</summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class Alone;

    private static readonly Dataset s_validation = NoisyClasses.Create(40, seed: 2);

    [Fact]
    public void Events_tell_a_training_from_beginning_to_end()
    {
        using Listener listener = new(nameof(Watched));
        TrainingResult result = Trainer.Train(new Watched(1), Large(), new TrainingOptions { Epochs = 2, LearningRate = 1e-9f }, Large());

        (string Name, object?[] Payload)[] events = listener.Events;
        Assert.Equal(["Message", "TrainingStarted", "EpochEnded", "EpochEnded", "TrainingEnded"], events.Select(e => e.Name));
        Assert.Equal(result.Messages[0], events[0].Payload[2]);
        Assert.Equal([nameof(Watched), 0, 2, 60], events[1].Payload[1..]);
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            EpochReport report = result.Reports[epoch - 1];
            Assert.Equal(
                [
                    nameof(Watched), epoch, 2, report.Loss, report.ValidationLoss!.Value, report.Accuracy ?? double.NaN,
                    (double)report.LearningRate, report.SamplesPerSecond,
                ],
                events[epoch + 1].Payload[1..]);
        }

        Assert.Equal([nameof(Watched), "AllEpochs", 2], events[^1].Payload[1..]);
        Assert.Single(events.Select(e => e.Payload[0]).Distinct());
    }

    [Fact]
    public void A_divergence_is_an_error()
    {
        using Listener listener = new(nameof(WatchedDiverging));
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => Trainer.Train(
            new WatchedDiverging(1), Dataset.FromFloats([1, -1], 1, [1f, -1], 1), new TrainingOptions { LearningRate = 1e9f, Epochs = 100 }));

        (string name, object?[] payload) = listener.Events[^1];
        Assert.Equal("TrainingDiverged", name);
        Assert.Equal([nameof(WatchedDiverging), exception.Epoch, exception.Message], payload[1..]);
    }

    [Fact]
    public void Checkpoints_are_told()
    {
        using TemporaryFolder folder = new();
        using Listener listener = new(nameof(WatchedSaving));
        new CheckpointFolder(folder.Path).Train(new WatchedSaving(1), Dataset.FromFloats([1], 1, [1f], 1), new TrainingOptions { Epochs = 1 });

        Assert.Equal(
            Path.Combine(folder.Path, "checkpoint-000001-000000000.safetensors"),
            Assert.Single(listener.Events, e => e.Name == "CheckpointSaved").Payload[2]);
    }

    [Fact]
    public void Metrics_follow_the_epochs()
    {
        Dictionary<string, List<double>> measured = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == "Unrolled")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        using TemporaryFolder folder = new();

        TrainingResult result = new CheckpointFolder(folder.Path).Train(
            new WatchedMeter(1), NoisyClasses.Create(60, 1), new TrainingOptions { Epochs = 3 }, s_validation);

        Assert.Equal([1, 1, 1], measured["unrolled.training.epochs"]);
        Assert.Equal([60, 60, 60], measured["unrolled.training.samples"]);
        Assert.Equal([1, 1, 1], measured["unrolled.training.checkpoints"]);
        Assert.Equal(result.Reports.Select(report => report.Loss), measured["unrolled.training.loss"]);
        Assert.Equal(result.Reports.Select(report => report.ValidationLoss!.Value), measured["unrolled.training.validation_loss"]);
        Assert.Equal(result.Reports.Select(report => report.Accuracy!.Value), measured["unrolled.training.accuracy"]);
        Assert.Equal(result.Reports.Select(report => (double)report.LearningRate), measured["unrolled.training.learning_rate"]);
        Assert.Equal(result.Reports.Select(report => report.SamplesPerSecond), measured["unrolled.training.speed"]);
        Assert.DoesNotContain("unrolled.training.divergences", measured.Keys);

        Assert.Throws<TrainingDivergedException>(() => Trainer.Train(
            new WatchedMeter(1), NoisyClasses.Create(60, 1), new TrainingOptions { Augmentation = new Spoiling() }));
        Assert.Equal([1], measured["unrolled.training.divergences"]);

        // Other tests train other networks meanwhile.
        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags is [{ Key: "unrolled.network", Value: nameof(WatchedMeter) }])
            {
                if (!measured.TryGetValue(instrument.Name, out List<double>? values))
                {
                    measured[instrument.Name] = values = [];
                }

                values.Add(value);
            }
        }
    }

    private static Dataset Large() => Dataset.FromFloats([.. Enumerable.Range(0, 60).Select(i => 10f * i)], 1, new float[60], 1);

    private sealed class Spoiling : IAugmentation
    {
        public void Apply(Span<float> input, ulong seed) => input[0] = float.MaxValue;
    }

    /// <summary>Takes the events down of trainings of one network class: other tests train others meanwhile.</summary>
    private sealed class Listener(string network) : EventListener
    {
        private readonly List<(string Name, object?[] Payload)> _events = [];

        public (string Name, object?[] Payload)[] Events
        {
            get
            {
                lock (_events)
                {
                    return [.. _events];
                }
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Unrolled")
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.Payload is { Count: > 1 } payload && payload[1] as string == network)
            {
                lock (_events)
                {
                    _events.Add((eventData.EventName!, [.. payload]));
                }
            }
        }
    }
}

/// <summary>Networks of one test each, by whose names it knows its own events.</summary>
[Network(1, 1, Output = Activation.Identity)]
public sealed partial class Watched;

/// <inheritdoc cref="Watched"/>
[Network(1, 2, 1, Output = Activation.Identity)]
public sealed partial class WatchedDiverging;

/// <inheritdoc cref="Watched"/>
[Network(1, 1, Output = Activation.Identity)]
public sealed partial class WatchedSaving;

/// <inheritdoc cref="Watched"/>
[Network(13, 5, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class WatchedMeter;

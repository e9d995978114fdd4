namespace Unrolled.Tests.Training;

/// <summary>The learning rate of every step against the closed forms.</summary>
public class ScheduleTests
{
    private const float Rate = 0.5f;
    private const int Epochs = 9;
    private const int Batches = 4;

    [Fact]
    public void Constant() => AssertRates(LearningRateSchedule.Constant, (_, _) => Rate);

    [Fact]
    public void Step() => AssertRates(LearningRateSchedule.Step(3, 0.2f), (epoch, _) => Rate * (epoch < 3 ? 1 : epoch < 6 ? 0.2f : 0.04f));

    [Fact]
    public void Exponential() => AssertRates(LearningRateSchedule.Exponential(0.8f), (epoch, _) => Rate * Math.Pow(0.8f, epoch));

    [Fact]
    public void Cosine() => AssertRates(
        LearningRateSchedule.Cosine(last: 0.1f),
        (epoch, batch) => 0.1f + (0.5 * (Rate - 0.1f) * (1 + Math.Cos(Math.PI * ((4 * epoch) + batch) / 36))));

    [Fact]
    public void Cosine_after_a_warm_up()
    {
        // Two and a half epochs of four steps: ten steps up, then 26 down.
        AssertRates(LearningRateSchedule.Cosine(warmUp: 2.5f), (epoch, batch) =>
        {
            int step = (4 * epoch) + batch;
            return step < 10 ? Rate * (step + 1) / 10 : 0.5 * Rate * (1 + Math.Cos(Math.PI * (step - 10) / 26));
        });
    }

    [Fact]
    public void A_plateau_reduces_the_rate_down_to_the_minimum()
    {
        // Improvements in epochs 1, 2 and 5; the one of epoch 3 is too small to count.
        double[] losses = [5, 4, 3.95, 4, 3, 3, 3, 3, 3];
        double[] rates = [0.5, 0.5, 0.5, 0.5, 0.1, 0.1, 0.1, 0.05, 0.05];
        var network = new RecordingNetwork { LossOfBatch = batch => (float)losses[batch - 1] };
        var options = new TrainingOptions
        {
            Epochs = 9,
            BatchSize = TrainingOptions.FullBatch,
            LearningRate = Rate,
            Schedule = LearningRateSchedule.ReduceOnPlateau(
                0.2f, patience: 2, minDelta: 0.1, minimum: 0.05f, metric: Metric.TrainingLoss),
        };

        TrainingResult result = Trainer.Train(network, RecordingNetwork.Data(3), options);

        Assert.All(result.Reports.Zip(rates), pair => Assert.Equal(pair.Second, pair.First.LearningRate, 1e-6));
    }

    [Fact]
    public void A_plateau_of_the_accuracy_is_one_where_it_does_not_rise()
    {
        SoftmaxRegression network = SoftmaxRegression.Create(1);
        Dataset data = SoftmaxRegression.Data(100, 2);
        var options = new TrainingOptions
        {
            Epochs = 8,
            Schedule = LearningRateSchedule.ReduceOnPlateau(0.5f, patience: 1, metric: Metric.ValidationAccuracy),
        };

        TrainingResult result = Trainer.Train(network, data, options, data);

        double best = double.NegativeInfinity;
        float rate = options.LearningRate;
        foreach (EpochReport report in result.Reports)
        {
            Assert.Equal(rate, report.LearningRate);
            rate = report.Accuracy > best ? rate : rate / 2;
            best = Math.Max(best, report.Accuracy!.Value);
        }

        Assert.True(rate < options.LearningRate, "there was no plateau, so this shows nothing");
    }

    [Fact]
    public void The_rate_of_the_schedule_is_that_of_the_step()
    {
        float[] start = SoftmaxRegression.Create(1).ToArray();
        float[] Stepped(TrainingOptions options)
        {
            SoftmaxRegression network = SoftmaxRegression.Create(1);
            using var session = new TrainingSession<SoftmaxRegression>(network, SoftmaxRegression.Data(30, 2), options);
            session.RunBatch();
            return network.ToArray();
        }

        float[] slow = Stepped(new TrainingOptions { LearningRate = 1, Schedule = LearningRateSchedule.Cosine(warmUp: 2) });

        Assert.Equal(Stepped(new TrainingOptions { LearningRate = 1f / 6 }), slow);
        Assert.NotEqual(start, slow);
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("epochs", () => LearningRateSchedule.Step(0));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => LearningRateSchedule.Step(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => LearningRateSchedule.Exponential(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("warmUp", () => LearningRateSchedule.Cosine(-1));
        Assert.Throws<ArgumentOutOfRangeException>("last", () => LearningRateSchedule.Cosine(last: -1));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => LearningRateSchedule.ReduceOnPlateau(1));
        Assert.Throws<ArgumentOutOfRangeException>("patience", () => LearningRateSchedule.ReduceOnPlateau(patience: 0));
        Assert.Throws<ArgumentOutOfRangeException>("metric", () => LearningRateSchedule.ReduceOnPlateau(metric: (Metric)7));

        ArgumentException exception = Assert.Throws<ArgumentOutOfRangeException>("options", () => Trainer.Train(
            new RecordingNetwork(),
            RecordingNetwork.Data(3),
            new TrainingOptions { Epochs = 2, Schedule = LearningRateSchedule.Cosine(warmUp: 2) }));
        Assert.StartsWith("The warm-up of the cosine schedule is 2, but must be below 2, the number of epochs.", exception.Message);
    }

    private static void AssertRates(LearningRateSchedule schedule, Func<int, int, double> expected)
    {
        var options = new TrainingOptions { Epochs = Epochs, BatchSize = 5, LearningRate = Rate, Schedule = schedule };
        using var session = new TrainingSession<RecordingNetwork>(new RecordingNetwork(), RecordingNetwork.Data(18), options);
        Assert.Equal(Batches, session.BatchesPerEpoch);
        for (int step = 0; step < Epochs * Batches; step++)
        {
            Assert.Equal(expected(step / Batches, step % Batches), session.LearningRate, 1e-6);
            float rate = session.LearningRate;
            if (session.RunBatch() is { } report)
            {
                Assert.Equal(rate, report.LearningRate);
            }
        }

        Assert.True(session.IsFinished);
    }
}

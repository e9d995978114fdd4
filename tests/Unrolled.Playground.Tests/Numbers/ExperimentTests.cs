using Playground.Boundaries;
using Playground.Networks;

namespace Unrolled.Playground.Tests.Numbers;

public sealed class ExperimentTests
{
    [Fact]
    public void Hidden_units_learn_xor_and_a_line_does_not()
    {
        Experiment line = Begin("xor", "2-1", Activation.Tanh, rate: 0.03);
        Experiment hidden = Begin("xor", "2-4-1", Activation.Tanh, rate: 0.03);
        Learn(line, 2000);
        Learn(hidden, 2000);
        Assert.InRange(line.MeasureTraining().Accuracy, 0, 0.75);
        Assert.Equal(1, hidden.MeasureTraining().Accuracy);
        Assert.InRange(hidden.MeasureTest().Accuracy, 0.97, 1);
    }

    [Theory]
    [InlineData("circles", "2-4-1", Activation.Tanh, 2000)]
    [InlineData("moons", "2-8-1", Activation.Tanh, 3000)]
    [InlineData("spirals", "2-8-8-1", Activation.ReLU, 3000)]
    [InlineData("gaussians", "2-1", Activation.Tanh, 1000)]
    public void Each_pattern_is_learnt_by_some_network(string pattern, string topology, Activation hidden, int steps)
    {
        Experiment experiment = Begin(pattern, topology, hidden, rate: 0.03);
        Learn(experiment, steps);
        Assert.InRange(experiment.MeasureTraining().Accuracy, 0.98, 1);
        Assert.InRange(experiment.MeasureTest().Accuracy, 0.95, 1);
    }

    [Fact]
    public void A_seed_gives_the_same_training()
    {
        Experiment first = Begin("moons", "2-3-1", Activation.ReLU, rate: 0.01);
        Experiment second = Begin("moons", "2-3-1", Activation.ReLU, rate: 0.01);
        Learn(first, 57);
        Learn(second, 57);
        Assert.Equal(57, first.Steps);
        Assert.Equal(5.7, first.Epochs, 1e-9);
        Assert.Equal(first.MeasureTraining(), second.MeasureTraining());
    }

    [Fact]
    public void Another_rate_takes_effect_and_leaves_the_optimizer_its_memory()
    {
        Experiment changed = Begin("xor", "2-3-1", Activation.Tanh, rate: 0.01);
        Experiment straight = Begin("xor", "2-3-1", Activation.Tanh, rate: 0.01);
        Learn(changed, 20);
        Learn(straight, 20);
        changed.Tune(new Tuning("adam", 0.01, 20, "none", 0));
        Learn(changed, 20);
        Learn(straight, 20);
        Assert.Equal(straight.MeasureTraining(), changed.MeasureTraining());
        changed.Tune(new Tuning("adam", 0.1, 20, "none", 0));
        changed.Step();
        straight.Step();
        Assert.NotEqual(straight.MeasureTraining(), changed.MeasureTraining());
    }

    [Fact]
    public void A_training_that_leaves_all_bounds_stops()
    {
        Points points = Patterns.Draw("xor", 50, 1, 0);
        Experiment experiment = new(
            Catalogue.Create("2-4-1", Activation.ReLU, Loss.MeanSquaredError, 1), points, points, new Tuning("sgd", 1e30, 10, "l2", 1e30), 1);
        experiment.Run(10_000, 100);
        Assert.True(experiment.HasDiverged);
        Assert.InRange(experiment.Steps, 0, 99);
    }

    [Fact]
    public void Runs_end_after_so_many_steps_and_batches_may_be_larger_than_the_data()
    {
        Points points = Patterns.Draw("circles", 30, 1, 0);
        Experiment experiment = new(
            Catalogue.Create("2-2-1", Activation.Sigmoid, Loss.BinaryCrossEntropy, 1), points, points, new Tuning("momentum", 0.1, 200, "l1", 1), 1);
        experiment.Run(10_000, 7);
        Assert.Equal(7, experiment.Steps);
        Assert.Equal(7, experiment.Epochs, 1e-9);
    }

    [Theory]
    [InlineData("optimizer")]
    [InlineData("penalty")]
    [InlineData("pattern")]
    [InlineData("network")]
    public void What_there_is_not_is_said(string kind)
    {
        string message = Assert.Throws<ArgumentException>(() => _ = kind switch
        {
            "optimizer" => (object)new Tuning("newton", 1, 1, "none", 0).Optimizer,
            "penalty" => new Tuning("sgd", 1, 1, "l3", 0).Regularization,
            "pattern" => Patterns.Draw("stars", 1, 1, 0),
            _ => Catalogue.Create("2-5-1", Activation.Tanh, Loss.Huber, 0),
        }).Message;
        Assert.Contains(kind == "network" ? "2-5-1 with Tanh and Huber" : kind, message);
    }

    private static Experiment Begin(string pattern, string topology, Activation hidden, double rate) => new(
        Catalogue.Create(topology, hidden, Loss.BinaryCrossEntropy, 1),
        Patterns.Draw(pattern, 200, 1, 0.05),
        Patterns.Draw(pattern, 200, 2, 0.05),
        new Tuning("adam", rate, 20, "none", 0),
        seed: 1);

    private static void Learn(Experiment experiment, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            experiment.Step();
        }
    }
}

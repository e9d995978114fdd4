using Unrolled;

namespace LectureNotes.Lessons;

/// <summary>Which students are admitted, from two exam scores.</summary>
internal static class Exam
{
    private const int Folds = 5;

    private static readonly TrainingOptions FullBatches = new() { Epochs = 400, BatchSize = TrainingOptions.FullBatch, LearningRate = 1 };

    public static IEnumerable<Figure> Teach(Classroom room)
    {
        Dataset scores = ExamScores.Load(room);
        return [.. MaximumLikelihood(scores, room), .. Compare(scores, room), .. Exercise2(scores, room)];
    }

    /// <summary>Gradient descent must arrive where Newton's method does.</summary>
    private static IEnumerable<Figure> MaximumLikelihood(Dataset scores, Classroom room)
    {
        Dataset data = Standardizer.Fit(scores).Apply(scores);
        var logistic = new Logistic(1);
        var softmax = new SoftmaxRegression(1);
        Trainer.Train(logistic, data.WithSingleTarget(), FullBatches, cancellationToken: room.CancellationToken);
        Trainer.Train(softmax, data, FullBatches, cancellationToken: room.CancellationToken);
        float[] w = new float[Logistic.ParameterCount];
        logistic.GetParameters(w);
        float[] v = new float[SoftmaxRegression.ParameterCount];
        softmax.GetParameters(v);

        // Only the difference of two softmax units matters, and it is a logistic model.
        float[] difference = [v[2] - v[0], v[3] - v[1], v[5] - v[4]];
        double[] newton = NewtonsMethod.Logistic(data);
        room.Note($"{scores.Count} students; scores standardised; ln(p / (1 - p)) = w1 x1 + w2 x2 + b");
        room.Note(["", "w1", "w2", "b"],
        [
            ["Newton's method", newton[0], newton[1], newton[2]],
            ["logistic, gradient descent", (double)w[0], (double)w[1], (double)w[2]],
            ["softmax, gradient descent", (double)difference[0], (double)difference[1], (double)difference[2]],
        ]);
        string[] names = ["w1", "w2", "b"];
        foreach ((int i, string name) in names.Index())
        {
            yield return Figure.Near($"logistic: {name} of the maximum likelihood", newton[i], w[i], 1e-3);
            yield return Figure.Near($"softmax: {name} of the maximum likelihood", newton[i], difference[i], 1e-3);
        }
    }

    /// <summary>The notes' three models under 5-fold cross-validation.</summary>
    private static IEnumerable<Figure> Compare(Dataset scores, Classroom room)
    {
        TrainingOptions backprop = new() { Epochs = 200, BatchSize = 10, LearningRate = 0.3f };
        (string Name, CrossValidationResult Result)[] models =
        [
            ("logistic regression", Run<Logistic>(FullBatches)),
            ("softmax regression", Run<SoftmaxRegression>(FullBatches)),
            ("three layers, 2-8-1", Run<ThreeLayer>(backprop)),
        ];
        room.Note($"{Folds}-fold cross-validation, mean and standard deviation over the folds");
        room.Note(["model", "accuracy", "loss"], models.Select(model => (object[])[model.Name, model.Result.Accuracy!, model.Result.Loss]));
        foreach ((string name, CrossValidationResult result) in models)
        {
            yield return Figure.Between($"{name}: mean accuracy of 5 folds", 0.72, 0.92, result.Accuracy!.Value.Mean);
            yield return Figure.Below($"{name}: mean loss of 5 folds, beside ln 2", Math.Log(2), result.Loss.Mean);
        }

        CrossValidationResult Run<TNetwork>(TrainingOptions options) where TNetwork : class, INetwork<TNetwork> =>
            CrossValidation.Run<TNetwork>(StandardizedFolds(scores), options, Environment.ProcessorCount, room.CancellationToken);
    }

    /// <summary>Other numbers of layers and units, other activations, losses, batch sizes and learning rates.</summary>
    private static IEnumerable<Figure> Exercise2(Dataset scores, Classroom room)
    {
        const int shown = 12;
        IReadOnlyList<Candidate> grid = new SearchSpace(new TrainingOptions { Epochs = 100 })
            .Network<Logistic>("2-1 logistic")
            .Network<SoftmaxRegression>("2-2 softmax")
            .Network<ThreeLayer>("2-8-1 sigmoid")
            .Network<ThreeLayerSquared>("2-8-1 sigmoid, quadratic")
            .Network<NarrowTanh>("2-3-1 tanh")
            .Network<WideReLU>("2-32-1 ReLU")
            .Network<ThreeLayerSoftmax>("2-8-2 tanh, softmax")
            .Network<FourLayer>("2-8-8-1 tanh")
            .Network<FiveLayer>("2-16-16-16-1 ReLU")
            .Vary("batch", [5, 20], (options, size) => options with { BatchSize = size })
            .Vary("rate", [0.01f, 0.1f, 1f], (options, rate) => options with { LearningRate = rate })
            .Grid();
        IReadOnlyList<Fold> folds = StandardizedFolds(scores);
        IReadOnlyList<SearchResult> ranked = Search(Environment.ProcessorCount);
        room.Note($"exercise 2: the best {shown} of {grid.Count} networks and options; each loss is the network's own");
        room.Note(["candidate", "rank", "parameters", "accuracy", "loss"], ranked.Take(shown).Select((result, i) => (object[])
            [result.Candidate.Name, i + 1, result.Candidate.ParameterCount, result.Score.Accuracy!, result.Score.Loss]));

        string[] once = [.. Search(1).Select(result => result.Candidate.Name)];
        int same = ranked.Zip(once, (result, label) => result.Candidate.Name == label).Count(isSame => isSame);
        yield return Figure.Exactly("exercise 2: ranks that one thread gives as well", grid.Count, same);
        yield return Figure.Between("exercise 2: mean accuracy of the best", 0.75, 0.95, ranked[0].Score.Accuracy!.Value.Mean);

        IReadOnlyList<SearchResult> Search(int threads) =>
            ModelSearch.Run(grid, folds, SearchCriterion.Accuracy, threads, room.CancellationToken);
    }

    private static IReadOnlyList<Fold> StandardizedFolds(Dataset scores) =>
        [.. KFold.Stratified(scores, Folds, seed: 1).Select(fold => fold.Standardized())];
}

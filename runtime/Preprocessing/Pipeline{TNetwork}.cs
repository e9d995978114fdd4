using System.Runtime.InteropServices;
using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// A network with its preprocessing: it takes raw values and answers with names and probabilities of classes, or with targets in their own
/// unit.
/// </summary>
/// <remarks>
/// Predicting changes nothing, so that threads may share a pipeline, as long as nobody changes the network. The answer to a row does not
/// depend on the rows beside it, to the bit.
/// </remarks>
/// <typeparam name="TNetwork">The network class.</typeparam>
/// <example>
/// <code>
/// Pipeline&lt;Iris&gt; pipeline = Pipeline.Load&lt;Iris&gt;("iris.safetensors");
/// Answer answer = pipeline.Predict([5.1f, 3.5f, 1.4f, 0.2f]);
/// Console.WriteLine($"{answer.ClassName}, with a probability of {answer[answer.ClassName]}");
/// </code>
/// </example>
public sealed class Pipeline<TNetwork> where TNetwork : class, IInferenceNetwork
{
    private readonly string[] _answerNames;

    /// <summary>Puts a network and its preprocessing together.</summary>
    /// <param name="network">The network.</param>
    /// <param name="preprocessing">What makes its inputs and what its outputs stand for.</param>
    /// <exception cref="ArgumentException">The preprocessing makes another number of inputs, or is for other outputs.</exception>
    public Pipeline(TNetwork network, Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(preprocessing);
        preprocessing.RequireFit<TNetwork>(nameof(preprocessing));
        Network = network;
        Preprocessing = preprocessing;
        HasProbabilities = preprocessing.ClassNames.Count > 0
            && TNetwork.OutputStage is null
            && TNetwork.Activations[^1] is var activation
            && (IsBinary ? activation == Activation.Sigmoid : activation is Activation.Softmax or Activation.LogSoftmax);
        _answerNames = preprocessing.ClassNames.Count > 0 && (HasProbabilities || !IsBinary) ? [.. preprocessing.ClassNames]
            : preprocessing.TargetNames.Count > 0 ? [.. preprocessing.TargetNames]
            : [.. Enumerable.Range(0, TNetwork.OutputSize).Select(i => $"output {Wording.Number(i)}")];
    }

    /// <summary>The network.</summary>
    public TNetwork Network { get; }

    /// <summary>What makes its inputs and what its outputs stand for.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>
    /// What an answer's values are called: the classes, with a value for each; or the targets. A single output that is no probability is
    /// called after the target.
    /// </summary>
    public IReadOnlyList<string> AnswerNames => _answerNames;

    /// <summary>
    /// Whether the values are probabilities of classes that add up to 1: with outputs of Softmax, LogSoftmax, or a single Sigmoid. Else they
    /// are the outputs, in the targets' own unit if these were scaled.
    /// </summary>
    public bool HasProbabilities { get; }

    // The output is the probability of class 1, and there is no output for class 0.
    private static bool IsBinary => TNetwork.OutputSize == 1;

    /// <summary>Answers one row or several. From the second call on nothing is allocated.</summary>
    /// <param name="rows">The raw values, row after row: see <see cref="Feature"/>.</param>
    /// <param name="answers">Receives the values, row after row: one for each of <see cref="AnswerNames"/>. Apart from the rows.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, the spans overlap, or a feature does not take a value.</exception>
    public void Predict(ReadOnlySpan<float> rows, Span<float> answers)
    {
        int features = Preprocessing.Features.Count;
        int count = Check.Batch(rows.Length, features, nameof(rows), answers.Length, _answerNames.Length, nameof(answers));
        Check.Apart(rows, nameof(rows), answers, nameof(answers));
        int chunk = Math.Min(count, TNetwork.ChunkSize);
        using Workspace workspace = Workspace.Rent(chunk * (TNetwork.InputSize + TNetwork.OutputSize));
        Span<float> scratch = MemoryMarshal.CreateSpan(ref workspace.Start, chunk * (TNetwork.InputSize + TNetwork.OutputSize));
        for (int start = 0; start < count; start += chunk)
        {
            int some = Math.Min(chunk, count - start);
            Span<float> inputs = scratch[..(some * TNetwork.InputSize)];
            Span<float> outputs = scratch.Slice(inputs.Length, some * TNetwork.OutputSize);
            Preprocessing.Apply(rows.Slice(start * features, some * features), inputs, count == 1 ? null : start, nameof(rows));
            if (some == 1)
            {
                Network.Forward(inputs, outputs);
            }
            else
            {
                Network.ForwardBatch(inputs, outputs);
            }

            ToAnswers(outputs, answers.Slice(start * _answerNames.Length, some * _answerNames.Length));
        }
    }

    /// <summary>The number of the class of one row. From the second call on nothing is allocated.</summary>
    /// <param name="row">The raw values.</param>
    /// <returns>The place of its name in <see cref="Unrolled.Preprocessing.ClassNames"/>.</returns>
    /// <exception cref="ArgumentException">The row has the wrong length, or a feature does not take its value.</exception>
    /// <exception cref="InvalidOperationException">The answers are numbers, not classes.</exception>
    public int PredictClass(ReadOnlySpan<float> row)
    {
        if (Preprocessing.ClassNames.Count == 0)
        {
            throw new InvalidOperationException("The names of classes are not known, so that there is no class to predict: WithClasses gives them.");
        }

        Check.Length(row.Length, Preprocessing.Features.Count, nameof(row));
        using Workspace workspace = Workspace.Rent(TNetwork.InputSize);
        Span<float> inputs = MemoryMarshal.CreateSpan(ref workspace.Start, TNetwork.InputSize);
        Preprocessing.Apply(row, inputs, first: null, nameof(row));
        return Preprocessing.Threshold is not { } threshold ? Network.Predict(inputs) : IsAbove(threshold, inputs) ? 1 : 0;
    }

    /// <summary>Answers one row.</summary>
    /// <param name="row">The raw values: see <see cref="Feature"/>.</param>
    /// <exception cref="ArgumentException">The row has the wrong length, or a feature does not take its value.</exception>
    public Answer Predict(ReadOnlySpan<float> row)
    {
        Check.Length(row.Length, Preprocessing.Features.Count, nameof(row));
        float[] values = new float[_answerNames.Length];
        Predict(row, values);
        int number = Preprocessing.ClassNames.Count == 0 ? -1 : PredictClass(row);
        return new Answer(_answerNames, values, number, number < 0 ? null : Preprocessing.ClassNames[number]);
    }

    /// <summary>Answers a record.</summary>
    /// <typeparam name="TRecord">The type of the record.</typeparam>
    /// <param name="record">The record.</param>
    /// <param name="encoder">Writes its values; what it leaves is missing.</param>
    /// <exception cref="ArgumentException">A feature does not take its value.</exception>
    public Answer Predict<TRecord>(TRecord record, RowEncoder<TRecord> encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        float[] row = new float[Preprocessing.Features.Count];
        Array.Fill(row, float.NaN);
        encoder(record, row);
        return Predict(row);
    }

    /// <summary>Answers named values.</summary>
    /// <param name="values">
    /// A value for each feature: of numbers any type of number, of booleans true or false, of categories the name; null is missing.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A feature has no value, a name is not known, a value is of another kind, or a feature does not take it.
    /// </exception>
    public Answer Predict(IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        float[] row = new float[Preprocessing.Features.Count];
        RowValues.Encode(Preprocessing.Features, values, row);
        return Predict(row);
    }

    /// <summary>The network and what its answers are.</summary>
    public override string ToString() => $"{TypeNames.Of(typeof(TNetwork))} on {Preprocessing}";

    private bool IsAbove(float threshold, ReadOnlySpan<float> inputs)
    {
        using Workspace workspace = Workspace.Rent(TNetwork.OutputSize);
        Span<float> outputs = MemoryMarshal.CreateSpan(ref workspace.Start, TNetwork.OutputSize);
        Network.Forward(inputs, outputs);
        return outputs[^1] > threshold;
    }

    private void ToAnswers(Span<float> outputs, Span<float> answers)
    {
        if (HasProbabilities && IsBinary)
        {
            for (int i = 0; i < outputs.Length; i++)
            {
                answers[2 * i] = 1 - outputs[i];
                answers[2 * i + 1] = outputs[i];
            }

            return;
        }

        outputs.CopyTo(answers);
        Preprocessing.TargetScaling?.Columns.Unscale(answers);
        if (HasProbabilities && TNetwork.Activations[^1] == Activation.LogSoftmax)
        {
            foreach (ref float answer in answers)
            {
                answer = (float)PortableMath.Exp(answer);
            }
        }
    }
}

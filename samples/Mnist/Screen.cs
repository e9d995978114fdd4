using Samples;
using Unrolled;
using static System.FormattableString;

namespace MnistSample;

/// <summary>Everything that the user sees.</summary>
internal sealed class Screen(TextWriter output, TextWriter errors, bool live) : Terminal(output, errors, live)
{
    /// <summary>Names each file that is downloaded.</summary>
    public IProgress<DownloadProgress> Downloads { get; } = new DownloadLines(output);

    public void Stopped(string? checkpoints) => Errors.WriteLine(checkpoints is null
        ? "stopped after the last whole batch"
        : $"stopped after the last whole batch and saved to {checkpoints}: the same command goes on from there");

    public void Start(Settings settings, Digits data)
    {
        Line(Invariant($"data      {data.Training.Count:N0} training samples, {data.Test.Count:N0} test samples"));
        Line(Invariant($"network   {settings.Model.Name}: {settings.Model.Description}; {settings.Model.ParameterCount:N0} parameters"));
        if (settings.Load is not null)
        {
            Line($"loaded    {settings.Load}");
        }

        if (settings.Options is { } options)
        {
            Start(options, data);
        }
    }

    private void Start(TrainingOptions options, Digits data)
    {
        int batch = Math.Min(options.BatchSize, data.Training.Count);
        string epochs = options.Epochs == 1 ? "epoch" : "epochs";
        Line(Invariant($"training  {options.Epochs} {epochs}, batches of {batch}, learning rate {options.LearningRate}, seed {options.Seed}"));
        Line("");
        Line("epoch      loss  accuracy  seconds  samples/s");
    }

    /// <summary>Does something that takes a while, with a line for every epoch and on a terminal a progress bar.</summary>
    public T WithProgress<T>(int epochs, Func<IEpochLines, T> work) =>
        WithProgress(epochs, (write, advance) => work(new EpochLines(write, epoch => advance(epoch))));

    /// <summary>Writes the confusion matrix and, as the last line, the accuracy.</summary>
    public void Finish(Outcome outcome, Settings settings)
    {
        Line("");
        if (settings.Save is not null)
        {
            Line($"saved to {settings.Save}");
        }

        if (settings.Report is not null)
        {
            Line($"report in {settings.Report}");
        }

        if (settings is not { Save: null, Report: null })
        {
            Line("");
        }

        Line(outcome.Confusion.ToString());
        Line("");
        Line(Invariant($"test accuracy: {100 * outcome.Confusion.Accuracy:F2}%"));
        Line($"parameters: SHA-256 {outcome.Fingerprint}");
    }

    private static string Row(EpochReport report) => Invariant(
        $"{report.Epoch,5}{report.Loss,10:F5}{100 * report.Accuracy,9:F2}%{report.Elapsed.TotalSeconds,9:F3}{report.SamplesPerSecond,11:N0}");

    private sealed class EpochLines(Action<string> write, Action<int> advance) : IEpochLines
    {
        public void Report(EpochReport value)
        {
            write(Row(value));
            advance(value.Epoch);
        }

        public void Report(string value) => write(value);
    }

    private sealed class DownloadLines(TextWriter output) : IProgress<DownloadProgress>
    {
        private string? _file;

        public void Report(DownloadProgress value)
        {
            if (value.File != _file)
            {
                _file = value.File;
                output.WriteLine($"downloading {value.File} from {value.Mirror.Host}");
            }
        }
    }
}

/// <summary>What is written while the network is trained: a line for every epoch, and what else there is to say.</summary>
internal interface IEpochLines : IProgress<EpochReport>, IProgress<string>;

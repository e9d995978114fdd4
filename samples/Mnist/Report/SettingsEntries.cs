using Unrolled;
using static Samples.Html;

namespace MnistSample.Report;

/// <summary>What was run.</summary>
internal static class SettingsEntries
{
    public static IEnumerable<(string Name, string Value)> Of(Settings settings, Digits data)
    {
        yield return ("Data", Text($"{data.Name}: {data.Training.Count:N0} training samples, {data.Test.Count:N0} test samples"));
        yield return ("Network", $"{settings.Model.Name}: {settings.Model.Description}");
        if (settings.Load is not null)
        {
            yield return ("Loaded from", settings.Load);
        }

        if (settings.Save is not null)
        {
            yield return ("Saved to", settings.Save);
        }

        if (settings.Options is { } options)
        {
            foreach ((string, string) entry in OfTraining(options, data.Training.Count))
            {
                yield return entry;
            }
        }
    }

    private static IEnumerable<(string Name, string Value)> OfTraining(TrainingOptions options, int samples)
    {
        yield return ("Epochs", Text($"{options.Epochs}"));
        yield return ("Batch size", Text($"{Math.Min(options.BatchSize, samples):N0}"));
        string changes = options.Schedule == LearningRateSchedule.Constant ? "" : ", on a schedule: see the numbers of every epoch";
        yield return ("Learning rate", Text($"{options.LearningRate}{changes}"));
        yield return ("Optimizer", options.Optimizer.Name);
        if (options.Augmentation is ImageAugmentation augmentation)
        {
            yield return ("Augmentation", Description(augmentation));
        }

        yield return ("Threads", Text($"{options.Threads}"));
        yield return ("Seed", Text($"{options.Seed}"));
    }

    private static string Description(ImageAugmentation augmentation)
    {
        string affine = Text(
            $"shift {augmentation.Shift} px, rotation {augmentation.Rotation}°, scale {augmentation.Scale}, shear {augmentation.Shear}");
        return augmentation.Elastic is { } elastic
            ? affine + Text($", elastic with alpha {elastic.Alpha} and sigma {elastic.Sigma}")
            : affine;
    }
}

using System.Text;
using Samples;
using TablesSample.Learning;
using TablesSample.Made;
using TablesSample.Report;
using Unrolled;
using Unrolled.Data;

namespace TablesSample;

/// <summary>Learns to tell a column of a table from the others, saves what has learnt it, and answers new rows.</summary>
internal sealed class Program(Screen screen, CancellationToken cancellationToken) : IProgram
{
    /// <summary>Where the tables that this program makes go, and what it learns from them.</summary>
    internal static string MadeFolder { get; } = Path.Combine("artifacts", "tables");

    private static int Main(string[] args) => Interruption.Run(
        cancellationToken => Run(args, new Screen(Console.Out, Console.Error, Terminal.IsTerminal), cancellationToken));

    /// <summary>The program without its process.</summary>
    /// <returns>The exit code.</returns>
    internal static int Run(string[] args, Screen screen, CancellationToken cancellationToken)
    {
        try
        {
            return CommandLine.Run(args, screen, new Program(screen, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            screen.Errors.WriteLine("stopped, nothing saved");
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (
            exception is IOException or InvalidDataException or UnauthorizedAccessException or TrainingDivergedException)
        {
            screen.Error(exception.Message);
            return ExitCode.Failed;
        }
    }

    public int Demonstrate()
    {
        Directory.CreateDirectory(MadeFolder);
        foreach (MadeTable table in MadeTable.All)
        {
            string rows = table.Write(MadeFolder, $"{table.Name}.csv", MadeTable.Rows, seed: 1);
            string newRows = table.Write(MadeFolder, $"new-{table.Name}.csv", MadeTable.NewRows, seed: 2);
            string model = Path.Combine(MadeFolder, $"{table.Name}.safetensors");
            screen.Made(table, rows);
            Train(new TrainSettings(rows, table.Target, Save: model, Report: Path.Combine(MadeFolder, $"{table.Name}.html")));
            screen.Asks(model, newRows);
            Predict(new PredictSettings(model, newRows));
            screen.Line("");
        }

        return 0;
    }

    public int Train(TrainSettings settings)
    {
        // Before the training, so that it does not turn out afterwards that there is no place for the page.
        using AtomicFile? report = settings.Report is null ? null : new AtomicFile(settings.Report);
        var samples = TableSamples.Read(settings);
        screen.Start(settings, samples);
        Learned learned = screen.Follow(
            samples, settings, (search, training) => Learner.Run(samples, settings, search, training, cancellationToken));
        if (settings.Save is not null)
        {
            learned.Model.Save(settings.Save);
        }

        report?.Stream.Write(Encoding.UTF8.GetBytes(ReportPage.Create(settings, samples, learned)));
        report?.Commit();
        screen.Finish(settings, learned);
        return 0;
    }

    public int Predict(PredictSettings settings)
    {
        TrainedModel model = Topologies.Load(settings.Model);
        Table table = Table.FromCsv(settings.File, new CsvOptions { Schema = TableSchema.Of(model.Preprocessing) });
        float[] rows = table.ToRows(model.Preprocessing);
        if (settings.Output is null)
        {
            AnswerFile.Write(screen.Output, model, rows, cancellationToken);
            return 0;
        }

        using AtomicFile file = new(settings.Output);
        using (StreamWriter writer = new(file.Stream, leaveOpen: true) { NewLine = "\n" })
        {
            AnswerFile.Write(writer, model, rows, cancellationToken);
        }

        file.Commit();
        return 0;
    }
}

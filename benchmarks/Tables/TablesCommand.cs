using Unrolled.Benchmarks.Reporting;
using Unrolled.Benchmarks.Roofline;
using Unrolled.Data;

namespace Unrolled.Benchmarks.Tables;

/// <summary>How fast libraries read CSV files, and what it costs beside that to make samples of them.</summary>
internal sealed class TablesCommand(TextWriter output, CsvFiles files, int rounds)
{
    private const int Megabytes = 100;
    private const int DefaultRounds = 9;

    private static readonly int[] AllNumbers = [.. Enumerable.Range(0, CsvFiles.NumberColumns)];

    private static readonly TableSchema NumbersSchema = AllNumbers[1..]
        .Aggregate(new TableSchema(), (schema, i) => schema.Number($"x{i}"))
        .Target("x0");

    private static readonly TableSchema MixedSchema = new TableSchema()
        .Number("id")
        .Category("city")
        .Number("age", missing: MissingValues.Mean, missingIndicator: true)
        .Category("remark, if any", missing: MissingValues.MostFrequent)
        .Number("income")
        .Number("score")
        .Category("first \"name\"")
        .Label("member");

    /// <summary>Runs the command "tables [rounds]".</summary>
    public static int Run(string[] args, TextWriter output)
    {
        using CsvFiles files = new(Megabytes);
        new TablesCommand(output, files, args.Length == 0 ? DefaultRounds : Measurement.Rounds(args)).Run();
        return 0;
    }

    private void Run()
    {
        output.WriteLine(Machine.Description);
        output.WriteLine(Format.Text($"Files of {Megabytes} MB, medians of {rounds} rounds by turns, time on the processor. Shares are of {CsvHelperParser.Name}, numbers."));
        output.WriteLine();
        Write("16 columns of numbers", files.Numbers, AllNumbers, NumbersSchema);
        Write("mixed, half of it in quotes", files.Mixed, CsvFiles.MixedNumbers.ToArray(), MixedSchema);
    }

    private void Write(string title, string path, int[] numbers, TableSchema schema)
    {
        CsvOptions declared = new() { Schema = schema };
        Preprocessing preprocessing = Unrolled.Data.Table.FromCsv(path, declared with { RowLimit = 100_000 }).ToDataset().Preprocessing;
        (string Name, Action Work)[] ways =
        [
            ($"{CsvHelperParser.Name}, numbers", () => CsvHelperParser.Numbers(path, numbers)),
            ($"{CsvHelperParser.Name}, text alone", () => CsvHelperParser.Texts(path)),
            ($"{SepParser.Name}, numbers", () => SepParser.Numbers(path, numbers)),
            ($"{SepParser.Name}, text alone", () => SepParser.Texts(path)),
            ($"{SylvanParser.Name}, numbers", () => SylvanParser.Numbers(path, numbers)),
            ($"{SylvanParser.Name}, text alone", () => SylvanParser.Texts(path)),
            ("Table.FromCsv, columns found", () => Unrolled.Data.Table.FromCsv(path)),
            ("Table.FromCsv, columns declared", () => Unrolled.Data.Table.FromCsv(path, declared)),
            ("... and ToDataset", () => Unrolled.Data.Table.FromCsv(path, declared).ToDataset()),
            ("CsvSampleSource", () => new CsvSampleSource(path, preprocessing).CountSamples()),
        ];
        double[][] seconds = Times([.. ways.Select(way => way.Work)]);
        var table = new Reporting.Table(title, "MB/s", "share");
        double megabytes = CsvFiles.Megabytes(path);
        for (int i = 0; i < ways.Length; i++)
        {
            table.Add(
                ways[i].Name,
                Format.Text($"{megabytes / Measurement.Median(seconds[i]):0}"),
                Format.Percent(Measurement.Median([.. seconds[0].Zip(seconds[i], (own, other) => own / other)])));
        }

        table.Write(output);
    }

    // One round before those that count, in which the code is compiled.
    private double[][] Times(Action[] ways)
    {
        double[][] seconds = [.. ways.Select(_ => new double[rounds])];
        for (int round = -1; round < rounds; round++)
        {
            for (int i = 0; i < ways.Length; i++)
            {
                GC.Collect();
                double start = ThreadClock.Seconds;
                ways[i]();
                if (round >= 0)
                {
                    seconds[i][round] = ThreadClock.Seconds - start;
                }
            }
        }

        return seconds;
    }
}

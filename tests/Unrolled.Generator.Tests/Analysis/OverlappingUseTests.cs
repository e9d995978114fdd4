using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR108: a network that is used while another thread trains it.</summary>
public sealed class OverlappingUseTests
{
    private const string Setup = """
        var net = new Net();
        var other = new Net(1);
        float[] x = [1, 2, 3], y = [0, 1], p = new float[26];
        Dataset data = Dataset.FromFloats([1, 2, 3], 3, y, 2);
        """;

    private const string Types = """
        [Network(3, 4, 2)]
        partial class Net;

        namespace Own
        {
            static class Task { public static void Run(Action act) => act(); }
        }
        """;

    [Fact]
    public Task Meanwhile() => Tells(
        ("Task t = Task.Run(() => net.Train(x, y, 0.1f)); Console.Write({|UNR108:net.Predict(x)|}); await t;", "Predict uses 'net' while Task.Run runs Train on it: wait until that is over"),
        ("Task t = Task.Run(() => Trainer.Train(net, data, new())); {|UNR108:net.Forward(x, y)|}; Console.Write(y[0]); await t;", "Forward uses 'net'"),
        ("var t = Task.Run(() => { foreach (var r in Trainer.Epochs(net, data, new())) { Console.Write(r); } }); {|UNR108:net.Save(\"a\")|}; await t;", "Save uses 'net' while Task.Run runs Epochs on it"),
        ("Task t = Task.Run(() => net.Train(x, y, 0.1f)); while (!t.IsCompleted) { await Task.Delay(9); Console.Write({|UNR108:Evaluator.MeanLoss(net, data)|}); } await t;", "MeanLoss uses 'net'"),
        ("Task t = Task.Run(() => net.Train(x, y, 0.1f)); while (!t.IsCompleted && x[0] > 0) { Console.Write({|UNR108:net.Predict(x)|}); }", ""),
        ("Task t = Task.Run(() => net.Train(x, y, 0.1f)); do { Console.Write({|UNR108:net.Predict(x)|}); } while (!t.IsCompleted);", ""),
        ("_ = Task.Run(() => net.Train(x, y, 0.1f)); Console.Write({|UNR108:net.Predict(x)|});", ""),
        ("Task.Run(() => net.Train(x, y, 0.1f)); Thread.Sleep(100); Console.Write({|UNR108:net.Predict(x)|});", ""),
        ("new Thread(() => net.Train(x, y, 0.1f)).Start(); Console.Write({|UNR108:net.Predict(x)|});", "while a Thread runs Train on it"),
        ("var t = new Thread(() => net.Train(x, y, 0.1f)); t.IsBackground = true; t.Start(); Console.Write({|UNR108:net.Predict(x)|}); t.Join();", ""),
        ("ThreadPool.QueueUserWorkItem(_ => net.Train(x, y, 0.1f)); Console.Write({|UNR108:net.Predict(x)|});", "ThreadPool.QueueUserWorkItem"),
        ("Task t = Task.Factory.StartNew(() => net.Train(x, y, 0.1f)); {|UNR108:net.GetParameters(p)|}; await t; Console.Write(p[0]);", "TaskFactory.StartNew"),
        ("Task t = new Task(() => net.Train(x, y, 0.1f)); t.Start(); Console.Write({|UNR108:net.Predict(x)|}); await t;", ""),
        ("Task t = Task.Run(Learn); Console.Write({|UNR108:net.Predict(x)|}); await t; void Learn() => net.Train(x, y, 0.1f);", ""),
        ("Task t = Task.Run(() => Learn(0.1f)); Console.Write({|UNR108:net.Predict(x)|}); await t; void Learn(float rate) => net.Train(x, y, rate);", ""),
        ("Net same = net; Task t = Task.Run(() => net.Train(x, y, 0.1f)); Console.Write({|UNR108:same.Predict(x)|}); await t;", ""),
        ("Task t = Task.Run(() => net.Train(x, y, 0.1f)); Parallel.For(0, 9, i => {|UNR108:net.Predict(x)|}); await t;", ""),
        ("Task.WaitAll(Task.Run(() => net.Train(x, y, 0.1f)), Task.Run(() => {|UNR108:net.Predict(x)|}));", ""),
        ("Task t = Task.Run(() => net.Train(x, y, 0.1f)); await Task.WhenAll(t, Task.Run(() => {|UNR108:net.Predict(x)|}));", ""),
        ("Task t = Task.Run(() => net.Save(\"a\")); {|UNR108:net.Train(x, y, 0.1f)|}; await t;", "Train uses 'net' while Task.Run runs Save on it"),
        ("Task t = net.LoadAsync(\"a\"); Console.Write({|UNR108:net.Predict(x)|}); await t;", "Predict uses 'net' while LoadAsync is under way"),
        ("Task t = Learn(); Console.Write({|UNR108:net.Predict(x)|}); await t; async Task Learn() => await Task.Run(() => net.Train(x, y, 0.1f));", "while Learn runs Train on it"),
        ("Task t = Learn(); Console.Write({|UNR108:net.Predict(x)|}); await t; Task Learn() => Task.Run(() => net.Train(x, y, 0.1f));", ""),
        ("Parallel.Invoke(() => net.Train(x, y, 0.1f), () => {|UNR108:net.Predict(x)|});", "while Parallel.Invoke runs Train on it"));

    [Fact]
    public Task OneAfterTheOther() => Finds(
        "await Task.Run(() => net.Train(x, y, 0.1f)); Console.Write(net.Predict(x));",
        "Task.Run(() => net.Train(x, y, 0.1f)).Wait(); Console.Write(net.Predict(x));",
        "float loss = Task.Run(() => net.Train(x, y, 0.1f)).Result; Console.Write(net.Predict(x) + loss);",
        "Task t = Task.Run(() => net.Train(x, y, 0.1f)); Console.Write(other.Predict(x)); await t; Console.Write(net.Predict(x));",
        "Task t = Task.Run(() => net.Train(x, y, 0.1f)); await t.ConfigureAwait(false); Console.Write(net.Predict(x));",
        "Task t = Task.Run(() => net.Train(x, y, 0.1f)); t.Wait(); Console.Write(net.Predict(x));",
        "Task t = Task.Run(() => net.Train(x, y, 0.1f)); while (!t.IsCompleted) { Console.Write('.'); await Task.Delay(100); } Console.Write(net.Predict(x));",
        "Task t = Task.Run(() => net.Train(x, y, 0.1f)); if (t.IsCompleted) { Console.Write(net.Predict(x)); } await t;",
        "Task[] all = [Task.Run(() => net.Train(x, y, 0.1f)), Task.Run(() => other.Train(x, y, 0.1f))]; await Task.WhenAll(all); Console.Write(net.Predict(x));",
        "var all = new System.Collections.Generic.List<Task>(); all.Add(Task.Run(() => net.Train(x, y, 0.1f))); await Task.WhenAll(all); Console.Write(net.Predict(x));",
        "var t = new Thread(() => net.Train(x, y, 0.1f)); Console.Write(net.Predict(x)); t.Start(); t.Join(); Console.Write(net.Predict(x));",
        "using var done = new ManualResetEventSlim(); _ = Task.Run(() => { net.Train(x, y, 0.1f); done.Set(); }); done.Wait(); Console.Write(net.Predict(x));",
        "using var done = new CountdownEvent(1); ThreadPool.QueueUserWorkItem(_ => { net.Train(x, y, 0.1f); done.Signal(); }); done.Wait(); Console.Write(net.Predict(x));",
        "var done = new TaskCompletionSource(); _ = Task.Run(() => { net.Train(x, y, 0.1f); done.SetResult(); }); await done.Task; Console.Write(net.Predict(x));",
        "Task t = Task.Run(() => { lock (x) { net.Train(x, y, 0.1f); } }); lock (x) { Console.Write(net.Predict(x)); } await t;",
        "Task t = Task.Run(() => { var own = new Net(); own.Train(x, y, 0.1f); }); Console.Write(net.Predict(x)); await t;",
        "Task t = Task.Run(() => net.Predict(x)); Console.Write(net.Predict(x)); await t;",
        "if (args.Length > 0) { _ = Task.Run(() => net.Train(x, y, 0.1f)); } else { Console.Write(net.Predict(x)); }",
        "if (args.Length > 0) _ = Task.Run(() => net.Train(x, y, 0.1f)); else Console.Write(net.Predict(x));",
        "Task Start() { return Task.Run(() => net.Train(x, y, 0.1f)); } await Start(); Console.Write(net.Predict(x));",
        "Task t = Task.Run(() => net.Train(x, y, 0.1f)); Action show = () => Console.Write(net.Predict(x)); await t; show();",
        "Task t = Task.Run(() => net.Train(x, y, 0.1f)); await t.ContinueWith(_ => Console.Write(net.Predict(x)));",
        "Console.Write(net.Predict(x)); Task t = Task.Run(() => net.Train(x, y, 0.1f)); await t;",
        "Watch(Task.Run(() => net.Train(x, y, 0.1f))); Console.Write(net.Predict(x)); static void Watch(Task t) => t.Wait();",
        "var go = new TaskCompletionSource(); Task t = Task.Run(async () => { await go.Task; net.Train(x, y, 0.1f); }); Console.Write(net.Predict(x)); go.SetResult(); await t;",
        "using var go = new ManualResetEventSlim(); var t = new Thread(() => { go.Wait(); net.Train(x, y, 0.1f); }); t.Start(); Console.Write(net.Predict(x)); go.Set(); t.Join();",
        "await net.LoadAsync(\"a\"); Console.Write(net.Predict(x));",
        "Task saving = net.SaveAsync(\"a\"); net.Train(x, y, 0.1f); await saving;",
        "Parallel.Invoke(() => net.Predict(x), () => net.Predict(x)); Parallel.Invoke(() => net.Train(x, y, 0.1f), () => other.Predict(x));",
        "Own.Task.Run(() => net.Train(x, y, 0.1f)); Console.Write(net.Predict(x));");

    private static Task Finds(params string[] bodies) => FixHarness.FindsAll(Setup, Types, bodies);

    private static Task Tells(params (string Body, string Told)[] cases) => FixHarness.TellsAll(Setup, Types, cases);
}

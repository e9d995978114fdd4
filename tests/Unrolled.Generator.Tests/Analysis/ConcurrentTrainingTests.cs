using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests.Analysis;

/// <summary>UNR103 and UNR109: a network that several threads change.</summary>
public sealed class ConcurrentTrainingTests
{
    private const string Setup = """
        var net = new Net();
        var other = new Net(1);
        float[] x = [1, 2, 3], y = [0, 1], p = new float[26];
        """;

    private const string Types = """
        [Network(3, 4, 2)]
        partial class Net
        {
            private static readonly Net s_shared = new();
            [ThreadStatic] private static Net? s_own;
            private readonly Net[] _nets = [new()];

            static void All(float[] x, float[] y)
            {
                Parallel.For(0, 8, i => {|UNR103:s_shared.Train(x, y, 0.1f)|});
                Parallel.For(0, 8, i => (s_own ??= new()).Train(x, y, 0.1f));
                Parallel.For(0, 8, i => s_own!.Train(x, y, 0.1f));
            }

            void Mine(float[] x, float[] y) => Parallel.For(0, 8, i => _nets[i].Train(x, y, 0.1f));
        }

        static class Only
        {
            public static void Once(Action act) { lock (typeof(Only)) { act(); } }
            public static IDisposable Lock() => throw new NotSupportedException();
            public static Task<IDisposable> LockAsync() => throw new NotSupportedException();
        }

        // Types of the user's own, which run what they are given one after the other.
        namespace Own
        {
            static class Parallel
            {
                public static void For(int from, int to, Action<int> act) { for (int i = from; i < to; i++) { act(i); } }
                public static void Invoke(params Action[] acts) { foreach (Action act in acts) { act(); } }
            }

            static class Task { public static void Run(Action act) => act(); }
            class TaskFactory { public void StartNew(Action act) => act(); }
            class Thread(Action act) { public void Start() => act(); }
            static class ThreadPool { public static void QueueUserWorkItem(Action<object?> act) => act(null); }
            static class ParallelEnumerable { public static void ForAll(float[] all, Action<float> act) { foreach (float one in all) { act(one); } } }
        }
        """;

    [Fact]
    public Task Shared() => Tells(
        ("Parallel.For(0, 8, i => {|UNR103:net.Train(x, y, 0.1f)|});", "Train changes 'net'"),
        ("Parallel.ForEach(x, v => { if (v > 0) { {|UNR103:net.SetParameters(p)|}; } });", "SetParameters changes 'net'"),
        ("Enumerable.Range(0, 8).AsParallel().ForAll(i => {|UNR103:net.Train(x, y, 0.1f)|});", "ParallelEnumerable.ForAll"),
        ("Parallel.Invoke(() => {|UNR103:net.Train(x, y, 0.1f)|}, () => {|UNR103:net.SetParameters(p)|});", "Parallel.Invoke"),
        ("for (int i = 0; i < 4; i++) { Task.Run(() => {|UNR103:net.Train(x, y, 0.1f)|}); }", "Task.Run in a loop"),
        ("foreach (float v in x) { new Thread(() => {|UNR103:net.Train(x, y, 0.1f)|}).Start(); }", "a Thread in a loop"),
        ("while (true) { ThreadPool.QueueUserWorkItem(_ => {|UNR103:net.Train(x, y, 0.1f)|}); }", "ThreadPool.QueueUserWorkItem in a loop"),
        ("Task.WaitAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => {|UNR103:net.Train(x, y, 0.1f)|})));", "Task.Run in a loop"),
        ("Parallel.For(0, 8, i => {|UNR103:net.Load(\"net.safetensors\")|});", "Load changes 'net'"),
        ("Dataset d = Dataset.FromFloats(x, 3, y, 2); Parallel.For(0, 8, i => {|UNR103:Trainer.Train(net, d, new())|});", "Train changes 'net'"),
        ("Parallel.For(0, 8, i => { for (int j = 0; j < 9; j++) {|UNR103:net.Train(x, y, 0.1f)|}; });", "Parallel.For"),
        ("Net alias = net; Parallel.For(0, 8, i => {|UNR103:alias.Train(x, y, 0.1f)|});", "Train changes 'net'"),
        ("Parallel.For(0, 8, Step); void Step(int i) => {|UNR103:net.Train(x, y, 0.1f)|};", "Parallel.For"),
        ("Parallel.For(0, 8, i => Step()); void Step() { {|UNR103:net.Train(x, y, 0.1f)|}; }", "Parallel.For"),
        ("for (int i = 0; i < 4; i++) { Task.Run(Step); } void Step() => {|UNR103:net.Train(x, y, 0.1f)|};", "Task.Run in a loop"),
        ("Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => {|UNR103:net.Train(x, y, 0.1f)|});", "Parallel.For"),
        ("Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = -1 }, i => {|UNR103:net.Train(x, y, 0.1f)|});", "Parallel.For"),
        ("await Parallel.ForEachAsync(x, async (v, stop) => { await Task.Yield(); {|UNR103:net.Train(x, y, 0.1f)|}; });", "Parallel.ForEachAsync"),
        ("x.AsParallel().WithDegreeOfParallelism(2).ForAll(i => {|UNR103:net.Train(x, y, 0.1f)|});", "ParallelEnumerable.ForAll"),
        ("var tasks = new List<Task>(); for (int i = 0; i < 4; i++) { tasks.Add(Task.Run(() => {|UNR103:net.Train(x, y, 0.1f)|})); } await Task.WhenAll(tasks);", ""),
        ("var tasks = new Task[4]; for (int i = 0; i < 4; i++) { tasks[i] = Task.Run(() => {|UNR103:net.Train(x, y, 0.1f)|}); } Task.WaitAll(tasks);", ""),
        ("var threads = new List<Thread>(); for (int i = 0; i < 4; i++) { var t = new Thread(() => {|UNR103:net.Train(x, y, 0.1f)|}); t.Start(); threads.Add(t); } threads.ForEach(t => t.Join());", ""),
        ("await Task.WhenAll(Enumerable.Range(0, 4).Select(async i => await Task.Run(() => {|UNR103:net.Train(x, y, 0.1f)|})));", ""),
        ("foreach (var task in Enumerable.Range(0, 4).Select(i => Task.Run(() => {|UNR103:net.Train(x, y, 0.1f)|})).ToList()) { await task; }", ""),
        ("var gate = new SemaphoreSlim(4); Parallel.For(0, 8, i => { gate.Wait(); {|UNR103:net.Train(x, y, 0.1f)|}; gate.Release(); });", ""),
        ("object gate = new(); Parallel.For(0, 8, i => { lock (gate) { Console.Write(i); } {|UNR103:net.Train(x, y, 0.1f)|}; });", ""),
        ("object gate = new(); Parallel.For(0, 8, i => { Monitor.Enter(gate); Console.Write(i); Monitor.Exit(gate); {|UNR103:net.Train(x, y, 0.1f)|}; });", ""),
        ("var gate = new Lock(); Parallel.For(0, 8, i => { using (gate.EnterScope()) { Console.Write(i); } {|UNR103:net.Train(x, y, 0.1f)|}; });", ""),
        ("object gate = new(); lock (gate) { Parallel.For(0, 8, i => {|UNR103:net.Train(x, y, 0.1f)|}); }", ""),
        ("var gate = new ReaderWriterLockSlim(); Parallel.For(0, 8, i => { gate.EnterReadLock(); {|UNR103:net.Train(x, y, 0.1f)|}; gate.ExitReadLock(); });", ""),
        ("using var trainer = new ParallelTrainer<Net>(net); Parallel.For(0, 8, i => {|UNR103:trainer.Train(x, y, 0.1f)|});", "Train changes 'net'"),
        ("Task a = Task.Run(() => net.Train(x, y, 0.1f)), b = Task.Run(() => {|UNR103:net.Train(x, y, 0.1f)|}); await Task.WhenAll(a, b);", ""),
        ("Task.WaitAll(Task.Run(() => net.Train(x, y, 0.1f)), Task.Run(() => {|UNR103:net.Train(x, y, 0.1f)|}));", ""),
        ("Task a = Task.Run(() => net.Train(x, y, 0.1f)); {|UNR103:net.Train(x, y, 0.1f)|}; await a;", ""));

    [Fact]
    public Task OfItsOwn() => Finds(
        "Parallel.For(0, 8, i => { var own = new Net(i); own.Train(x, y, 0.1f); });",
        "Parallel.For(0, 8, () => new Net(), (i, state, own) => { own.Train(x, y, 0.1f); return own; }, own => { });",
        "Parallel.ForEach(new[] { net, other }, one => one.Train(x, y, 0.1f));",
        "Parallel.Invoke(() => net.Train(x, y, 0.1f), () => other.Train(x, y, 0.1f));",
        "Parallel.For(0, 8, i => { lock (x) { net.Train(x, y, 0.1f); } });",
        "await Task.Run(() => net.Train(x, y, 0.1f));",
        "foreach (Net one in new[] { net, other }) { Task.Run(() => one.Train(x, y, 0.1f)); }",
        "foreach (int i in Enumerable.Range(0, 4)) { var own = new Net(i); Task.Run(() => own.Train(x, y, 0.1f)); }",
        "Parallel.For(0, 8, i => net.Predict(x));",
        "Parallel.For(0, 8, i => net.Forward(x, y)); Console.WriteLine(y[0]);",
        "for (int i = 0; i < 4; i++) { net.Train(x, y, 0.1f); }");

    /// <summary>One after the other.</summary>
    [Fact]
    public Task OneAfterTheOther() => Finds(
        "for (int i = 0; i < 4; i++) await Task.Run(() => net.Train(x, y, 0.1f));",
        "for (int i = 0; i < 4; i++) { await Task.Run(() => net.Train(x, y, 0.1f)).ConfigureAwait(false); }",
        "for (int i = 0; i < 4; i++) { float loss = await Task.Run(() => net.Train(x, y, 0.1f)); Console.Write(loss); }",
        "foreach (float v in x) { Task t = Task.Run(() => net.Train(x, y, 0.1f)); Console.Write(v); await t; }",
        "foreach (float v in x) { Task.Run(() => net.Train(x, y, 0.1f)).Wait(); }",
        "foreach (float v in x) { Console.Write(Task.Run(() => net.Train(x, y, 0.1f)).Result); }",
        "foreach (float v in x) { Task.Run(() => net.Train(x, y, 0.1f)).GetAwaiter().GetResult(); }",
        "foreach (float v in x) { Task.WaitAll(Task.Run(() => net.Train(x, y, 0.1f)), Task.Run(() => other.Train(x, y, 0.1f))); }",
        "foreach (float v in x) { await Task.WhenAll(Task.Run(() => net.Train(x, y, 0.1f)), Task.Run(() => other.Train(x, y, 0.1f))); }",
        "foreach (float v in x) { var t = new Thread(() => net.Train(x, y, 0.1f)); t.Start(); t.Join(); }",
        "foreach (float v in x) { var t = new Thread(() => net.Train(x, y, 0.1f)) { IsBackground = true }; t.Start(); t.Join(); }",
        "Task? last = null; foreach (float v in x) { if (last != null) { await last; } last = Task.Run(() => net.Train(x, y, 0.1f)); }",
        "var tasks = new Task[4]; for (int i = 0; i < 4; i++) { tasks[i] = Task.Run(() => net.Train(x, y, 0.1f)); await tasks[i]; }",
        "foreach (var task in Enumerable.Range(0, 4).Select(i => Task.Run(() => net.Train(x, y, 0.1f)))) { await task; }",
        "foreach (float v in x) { await Task.Factory.StartNew(() => net.Train(x, y, 0.1f), TaskCreationOptions.LongRunning); }",
        "while (true) { try { await Task.Run(() => net.Train(x, y, 0.1f)); } finally { Console.Write(1); } }",
        "foreach (float v in x) { if (v > 2) { _ = Task.Run(() => net.Train(x, y, 0.1f)); break; } }",
        "Task chain = Task.CompletedTask; foreach (float v in x) { chain = chain.ContinueWith(_ => net.Train(x, y, 0.1f)); } await chain;",
        "await Task.Run(async () => { for (int i = 0; i < 9; i++) { net.Train(x, y, 0.1f); await Task.Yield(); } });",
        "await foreach (float v in Values()) { await Task.Run(() => net.Train(x, y, 0.1f)); } static async IAsyncEnumerable<float> Values() { await Task.Yield(); yield return 1; }",
        "var queue = System.Threading.Channels.Channel.CreateUnbounded<float[]>(); Task consumer = Task.Run(async () => { await foreach (float[] one in queue.Reader.ReadAllAsync()) { net.Train(one, y, 0.1f); } }); for (int i = 0; i < 9; i++) { await queue.Writer.WriteAsync(x); } queue.Writer.Complete(); await consumer;");

    /// <summary>One at a time.</summary>
    [Fact]
    public Task OneAtATime() => Finds(
        "object gate = new(); Parallel.For(0, 8, i => { Monitor.Enter(gate); try { net.Train(x, y, 0.1f); } finally { Monitor.Exit(gate); } });",
        "object gate = new(); Parallel.For(0, 8, i => { bool taken = false; try { Monitor.Enter(gate, ref taken); net.Train(x, y, 0.1f); } finally { if (taken) { Monitor.Exit(gate); } } });",
        "object gate = new(); Parallel.For(0, 8, i => { if (Monitor.TryEnter(gate)) { try { net.Train(x, y, 0.1f); } finally { Monitor.Exit(gate); } } });",
        "var gate = new Lock(); Parallel.For(0, 8, i => { using (gate.EnterScope()) { net.Train(x, y, 0.1f); } });",
        "var gate = new Lock(); Parallel.For(0, 8, i => { using var held = gate.EnterScope(); net.Train(x, y, 0.1f); });",
        "var gate = new Lock(); Parallel.For(0, 8, i => { gate.Enter(); try { net.Train(x, y, 0.1f); } finally { gate.Exit(); } });",
        "var gate = new Lock(); Parallel.For(0, 8, i => { lock (gate) { net.Train(x, y, 0.1f); } });",
        "var gate = new SemaphoreSlim(1, 1); for (int i = 0; i < 4; i++) { _ = Task.Run(async () => { await gate.WaitAsync(); try { net.Train(x, y, 0.1f); } finally { gate.Release(); } }); }",
        "var gate = new SemaphoreSlim(1); Parallel.For(0, 8, i => { gate.Wait(); try { net.Train(x, y, 0.1f); } finally { gate.Release(); } });",
        "var gate = new SemaphoreSlim(1); for (int i = 0; i < 4; i++) { await gate.WaitAsync(); _ = Task.Run(() => { try { net.Train(x, y, 0.1f); } finally { gate.Release(); } }); }",
        "using var gate = new Mutex(); Parallel.For(0, 8, i => { gate.WaitOne(); try { net.Train(x, y, 0.1f); } finally { gate.ReleaseMutex(); } });",
        "using var gate = new ReaderWriterLockSlim(); Parallel.For(0, 8, i => { gate.EnterWriteLock(); try { net.Train(x, y, 0.1f); } finally { gate.ExitWriteLock(); } });",
        "var gate = new SpinLock(); Parallel.For(0, 8, i => { bool taken = false; gate.Enter(ref taken); net.Train(x, y, 0.1f); gate.Exit(); });",
        "int busy = 0; Parallel.For(0, 8, i => { while (Interlocked.CompareExchange(ref busy, 1, 0) != 0) { } net.Train(x, y, 0.1f); Volatile.Write(ref busy, 0); });",
        "using var gate = new AutoResetEvent(true); Parallel.For(0, 8, i => { gate.WaitOne(); net.Train(x, y, 0.1f); gate.Set(); });",
        "Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 1 }, i => net.Train(x, y, 0.1f));",
        "var one = new ParallelOptions { MaxDegreeOfParallelism = 1 }; Parallel.ForEach(x, one, v => net.Train(x, y, 0.1f));",
        "const int One = 1; await Parallel.ForEachAsync(x, new ParallelOptions { MaxDegreeOfParallelism = One }, async (v, stop) => { net.Train(x, y, 0.1f); await Task.Yield(); });",
        "Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = 1 }, () => net.Train(x, y, 0.1f), () => net.SetParameters(p));",
        "x.AsParallel().WithDegreeOfParallelism(1).ForAll(i => net.Train(x, y, 0.1f));",
        "x.AsParallel().WithDegreeOfParallelism(1).Where(v => v > 0).ForAll(i => net.Train(x, y, 0.1f));",
        "Parallel.For(0, 1, i => net.Train(x, y, 0.1f));",
        "var queue = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler; for (int i = 0; i < 4; i++) { Task.Factory.StartNew(() => net.Train(x, y, 0.1f), default, TaskCreationOptions.None, queue); }",
        "var factory = new TaskFactory(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler); for (int i = 0; i < 4; i++) { factory.StartNew(() => net.Train(x, y, 0.1f)); }",
        "Parallel.For(0, 8, i => Step()); void Step() { lock (x) { net.Train(x, y, 0.1f); } }",
        "using var each = new ThreadLocal<Net>(() => new Net()); Parallel.For(0, 8, i => each.Value!.Train(x, y, 0.1f));");

    /// <summary>The program does not say whether one ends before the next begins.</summary>
    [Fact]
    public Task Perhaps() => Finds(
        "int n = args.Length; Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = n }, i => {|UNR109:net.Train(x, y, 0.1f)|});",
        "var few = new ParallelOptions(); few.MaxDegreeOfParallelism = 1; Parallel.For(0, 8, few, i => {|UNR109:net.Train(x, y, 0.1f)|});",
        "while (true) { _ = Task.Run(() => {|UNR109:net.Train(x, y, 0.1f)|}); await Task.Delay(1000); }",
        "while (true) { new Thread(() => {|UNR109:net.Train(x, y, 0.1f)|}).Start(); Thread.Sleep(1000); }",
        "Parallel.For(0, 8, i => { if (i == 0) { {|UNR109:net.Train(x, y, 0.1f)|}; } else { Console.Write(i); } });",
        "Parallel.For(0, 8, i => { switch (i) { case 0: {|UNR109:net.Train(x, y, 0.1f)|}; break; } });",
        "int left = 8; Parallel.For(0, 8, i => { if (Interlocked.Decrement(ref left) == 0) { {|UNR109:net.Train(x, y, 0.1f)|}; } });",
        "Parallel.For(0, 8, i => { using (Only.Lock()) { {|UNR109:net.Train(x, y, 0.1f)|}; } });",
        "await Parallel.ForEachAsync(x, async (v, stop) => { using var held = await Only.LockAsync(); {|UNR109:net.Train(x, y, 0.1f)|}; });",
        "var ui = new SynchronizationContext(); Parallel.For(0, 8, i => ui.Send(_ => {|UNR109:net.Train(x, y, 0.1f)|}, null));",
        "Parallel.For(0, 8, i => Only.Once(() => {|UNR109:net.Train(x, y, 0.1f)|}));",
        "IEnumerable<Task> Steps() { for (int i = 0; i < 4; i++) { yield return Task.Run(() => {|UNR109:net.Train(x, y, 0.1f)|}); } } foreach (Task step in Steps()) { await step; }");

    /// <summary>Types of the user's own by these names are other types.</summary>
    [Fact]
    public Task NamesAlike() => Finds(
        "Own.Parallel.For(0, 8, i => net.Train(x, y, 0.1f));",
        "for (int i = 0; i < 4; i++) { Own.Task.Run(() => net.Train(x, y, 0.1f)); }",
        "for (int i = 0; i < 4; i++) { new Own.Thread(() => net.Train(x, y, 0.1f)).Start(); }",
        "for (int i = 0; i < 4; i++) { Own.ThreadPool.QueueUserWorkItem(_ => net.Train(x, y, 0.1f)); }",
        "for (int i = 0; i < 4; i++) { new Own.TaskFactory().StartNew(() => net.Train(x, y, 0.1f)); }",
        "Own.ParallelEnumerable.ForAll(x, v => net.Train(x, y, 0.1f));",
        "Own.Parallel.Invoke(() => net.Train(x, y, 0.1f), () => net.Train(x, y, 0.1f));");

    /// <summary>A user's attribute of the name does not make a field one for each thread.</summary>
    [Fact]
    public Task A_users_own_ThreadStatic_is_none() => FixHarness.Finds("""
        using System.Threading.Tasks;
        using Unrolled;

        Net.All([1, 2], [1]);

        class ThreadStaticAttribute : System.Attribute;

        [Network(2, 1)]
        partial class Net
        {
            [ThreadStatic] private static readonly Net s_one = new();

            public static void All(float[] x, float[] y) => Parallel.For(0, 8, i => {|UNR103:s_one.Train(x, y, 0.1f)|});
        }
        """);

    private static Task Finds(params string[] bodies) => FixHarness.FindsAll(Setup, Types, bodies);

    private static Task Tells(params (string Body, string Told)[] cases) => FixHarness.TellsAll(Setup, Types, cases);
}

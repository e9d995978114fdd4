using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using CartPoleSample;
using PolicySample;

// A policy that lies in an ONNX file beside this one, and in the program once it is built: there is no file to read, nothing to parse, and
// no runtime for models. The first prediction comes before anything else, so that its time is the start-up time.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var policy = new CartPoleNetwork();
var game = new CartPole(new Random(1));
float[] observation = new float[CartPole.ObservationSize];
game.Reset();
game.Observe(observation);
int action = policy.Predict(observation);
double milliseconds = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;

const int episodes = 10;
int steps = 0;
long started = Stopwatch.GetTimestamp();
for (int episode = 0; episode < episodes; episode++)
{
    game.Reset();
    while (!game.IsOver)
    {
        game.Observe(observation);
        game.Step(policy.Predict(observation));
    }

    steps += game.Steps;
}

double microseconds = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
Console.WriteLine($"code              {(RuntimeFeature.IsDynamicCodeCompiled ? "compiled just in time" : "compiled ahead of time")}");
Console.WriteLine($"first prediction  {milliseconds:F1} ms after the start of the process: push to the {(action == 1 ? "right" : "left")}");
Console.WriteLine(
    $"balanced          for {steps / episodes} of {CartPole.MostSteps} steps, the mean of {episodes} episodes; "
    + $"{microseconds / steps:F2} us a step, the cart's part included");
if (Environment.ProcessPath is { } path && !RuntimeFeature.IsDynamicCodeCompiled)
{
    Console.WriteLine($"binary            {new FileInfo(path).Length / 1000:N0} kB, the network included");
}

namespace Unrolled;

/// <summary>Where MNIST may come from. Tests put their own places in.</summary>
internal sealed record MnistSource
{
    /// <summary>The folder that the environment names, or null.</summary>
    public string? EnvironmentFolder { get; init; }

    /// <summary>The folder that downloads go to.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>The servers to download from, the preferred first.</summary>
    public required Uri[] Mirrors { get; init; }

    /// <summary>Makes the HTTP transport.</summary>
    public required Func<HttpMessageHandler> Transport { get; init; }

    /// <summary>How long downloading may take, all files and mirrors together; infinite for no limit.</summary>
    public TimeSpan Timeout
    {
        get;
        init
        {
            bool isValid = value == System.Threading.Timeout.InfiniteTimeSpan || value > TimeSpan.Zero;
            Require.That(isValid, value, "a time above 0, or Timeout.InfiniteTimeSpan", "timeout");
            field = value;
        }
    } = TimeSpan.FromMinutes(10);

    /// <summary>What the time-out is measured by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public required MnistFile TrainingImages { get; init; }

    public required MnistFile TrainingLabels { get; init; }

    public required MnistFile TestImages { get; init; }

    public required MnistFile TestLabels { get; init; }

    public MnistFile[] Files => [TrainingImages, TrainingLabels, TestImages, TestLabels];

    /// <summary>The real thing, as the environment stands now, with another limit to the time that downloading takes.</summary>
    public static MnistSource Within(TimeSpan? timeout) => timeout is { } limit ? Default with { Timeout = limit } : Default;

    private static MnistSource Default => new()
    {
        EnvironmentFolder = Environment.GetEnvironmentVariable(Mnist.FolderVariable) is { Length: > 0 } folder ? folder : null,
        CacheFolder = Path.Combine(UserDataFolder(), "unrolled", "mnist"),
        Mirrors =
        [
            new Uri("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            new Uri("https://storage.googleapis.com/cvdf-datasets/mnist/"),
        ],

        // Offline, both mirrors together are to fail within five seconds.
        Transport = () => new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2.5) },
        TrainingImages = new MnistFile(
            "train-images-idx3-ubyte", 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        TrainingLabels = new MnistFile(
            "train-labels-idx1-ubyte", 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        TestImages = new MnistFile(
            "t10k-images-idx3-ubyte", 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        TestLabels = new MnistFile(
            "t10k-labels-idx1-ubyte", 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    };

    // Without verification: with it, a folder that does not exist yet comes back empty. It is empty still where there is no home.
    private static string UserDataFolder()
    {
        string folder = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length > 0 ? folder : Path.GetTempPath();
    }
}

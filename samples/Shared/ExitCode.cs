namespace Samples;

/// <summary>What a sample's process says at its end; 0 is success.</summary>
internal static class ExitCode
{
    /// <summary>It could not do what was asked for, or what it found is not as it should be.</summary>
    public const int Failed = 1;

    /// <summary>The command line made no sense.</summary>
    public const int UsageError = 2;

    /// <summary>Ctrl+C.</summary>
    public const int Cancelled = 130;
}

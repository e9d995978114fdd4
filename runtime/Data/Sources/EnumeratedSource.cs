namespace Unrolled;

/// <summary>Samples that an enumeration gives, until it ends.</summary>
internal sealed class EnumeratedSource : ISampleSource
{
    private readonly Func<ISampleSource, ISampleReader> _open;
    private bool _isOpened;

    /// <param name="name">What it is called in messages.</param>
    /// <param name="shape">What each sample consists of.</param>
    /// <param name="canRepeat">Whether it can be enumerated again.</param>
    /// <param name="open">Begins to enumerate.</param>
    public EnumeratedSource(string name, SampleShape shape, bool canRepeat, Func<ISampleSource, ISampleReader> open)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Shape = shape;
        CanRepeat = canRepeat;
        _open = open;
    }

    public string Name { get; }

    public SampleShape Shape { get; }

    public long? Count => null;

    public bool CanRepeat { get; }

    /// <exception cref="InvalidOperationException">It has been read before, and cannot be repeated.</exception>
    public ISampleReader Open()
    {
        if (_isOpened && !CanRepeat)
        {
            throw new InvalidOperationException(
                $"{Name} cannot be repeated, but has been read before: a source that can be enumerated again is made with canRepeat: true.");
        }

        _isOpened = true;
        return _open(this);
    }

    public override string ToString() => $"{Name}: samples of {Shape}";
}

namespace Unrolled.Threading;

/// <summary>
/// Decides whether jobs that come one after another are shared by all workers or done by one, by what either has cost. It knows nothing of
/// processors: where other programs use them, so that workers wait for one another, it finds out that they take longer than one alone.
/// </summary>
/// <remarks>
/// The other way is tried now and then, for a moment. After a loss the next trial comes when many times as long has gone by, so that all
/// of them together cost a few percent at worst.
/// </remarks>
/// <param name="ticksPerSecond">The unit in which times are reported.</param>
internal sealed class WorkerGovernor(long ticksPerSecond)
{
    private const int WaitPerLoss = 40;

    // The way that is not taken now must be better by so much, or chance would lead back and forth.
    private const double LeastGain = 0.97;

    // A system lets threads take turns every few milliseconds: a window sees several, a trial is over before the first.
    private readonly long _window = ticksPerSecond / 200;
    private readonly long _trial = ticksPerSecond / 1000;
    private readonly long _leastWait = ticksPerSecond / 4;

    private Way _shared;
    private Way _alone;
    private bool _isTrial;
    private double _rows;
    private long _ticks;
    private long _sinceTrial;
    private double _wait;

    /// <summary>Whether all workers share the next job.</summary>
    public bool IsShared { get; private set; } = true;

    /// <summary>Takes note of a job that was done as <see cref="IsShared"/> had it.</summary>
    /// <param name="rows">How much work it was.</param>
    /// <param name="ticks">How long it took.</param>
    public void Report(int rows, long ticks)
    {
        ref Way way = ref IsShared ? ref _shared : ref _alone;
        if (!way.IsWarm)
        {
            // The first job compiles what it calls, which tells nothing of the others.
            way.IsWarm = true;
            return;
        }

        _rows += rows;
        _ticks += ticks;
        _sinceTrial += ticks;
        _wait -= ticks;
        double other = (IsShared ? _alone : _shared).Cost;
        double lost = other > 0 ? _ticks - (_rows * other) : 0;
        if (_ticks < (_isTrial ? _trial : _window) && lost < _trial)
        {
            return;
        }

        way.Cost = _ticks / _rows;
        Decide(other > 0 && (_isTrial ? way.Cost > LeastGain * other : LeastGain * way.Cost > other), lost, isOtherKnown: other > 0);
        _rows = 0;
        _ticks = 0;
    }

    private void Decide(bool isWorse, double lost, bool isOtherKnown)
    {
        if (isWorse)
        {
            _wait = Math.Max(0, _wait) + (WaitPerLoss * Math.Max(0, lost));
        }

        if (_isTrial)
        {
            _isTrial = false;
            _sinceTrial = 0;
            IsShared ^= isWorse;
        }
        else if (isWorse || !isOtherKnown || (_wait <= 0 && _sinceTrial >= _leastWait))
        {
            _isTrial = true;
            IsShared = !IsShared;
        }
    }

    /// <summary>A way to do the jobs.</summary>
    private struct Way
    {
        public bool IsWarm;

        /// <summary>Ticks per row when last looked at; 0 when never.</summary>
        public double Cost;
    }
}

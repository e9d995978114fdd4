namespace Unrolled.Threading;

/// <summary>
/// Decides whether jobs that come one after another are shared by all workers or done by one, by what either has cost. It knows nothing of
/// processors: where other programs use them, so that workers wait for one another, it finds out that they take longer than one alone.
/// </summary>
/// <remarks>
/// The other way is tried now and then, for a moment. After a loss the next trial comes when many times as long has gone by, and twice as
/// many after each further one: all of them together cost a few percent at worst, and soon next to nothing.
/// </remarks>
/// <param name="ticksPerSecond">The unit in which times are reported.</param>
internal sealed class WorkerGovernor(long ticksPerSecond)
{
    private const int WaitPerLoss = 20;
    private const int MostDoublings = 3;

    // The way that is not taken now must be better by so much, or chance would lead back and forth.
    private const double LeastGain = 0.97;

    // A system lets threads take turns every few milliseconds: a window sees several, a trial is over before the first. A trial begins with
    // processors that sleep and caches that hold other things; the first dozens of jobs were seen to take twice as long as those after them.
    private readonly long _window = ticksPerSecond / 200;
    private readonly long _trial = ticksPerSecond / 500;
    private readonly long _warmUp = ticksPerSecond / 500;

    // What a way may gain on the other one to lose it again: a disturbance now and then is no reason to change.
    private readonly long _mostCredit = ticksPerSecond / 100;

    private double _costAlone;
    private double _costShared;
    private double _credit;
    private double _wait;
    private int _failures;
    private bool _isTrial = true;

    // Of the window or the trial under way.
    private long _warm;
    private double _rows;
    private long _ticks;

    /// <summary>Whether all workers share the next job.</summary>
    public bool IsShared { get; private set; } = true;

    /// <summary>Takes note of a job that was done as <see cref="IsShared"/> had it.</summary>
    /// <param name="rows">How much work it was.</param>
    /// <param name="ticks">How long it took.</param>
    public void Report(int rows, long ticks)
    {
        double other = IsShared ? _costAlone : _costShared;
        _wait -= ticks;
        _credit = Math.Min(_mostCredit, _credit + (other > 0 ? (rows * other) - ticks : 0));
        if (_isTrial && _warm < _warmUp)
        {
            _warm += ticks;
            return;
        }

        _rows += rows;
        _ticks += ticks;
        if (_isTrial ? _ticks < _trial : _ticks < _window && _credit > -_trial)
        {
            return;
        }

        double cost = _ticks / _rows;
        (IsShared ? ref _costShared : ref _costAlone) = cost;
        if (_isTrial)
        {
            EndTrial(isWorse: other > 0 && cost > LeastGain * other);
        }
        else if (other == 0 || _credit < 0 || _wait <= 0)
        {
            Change(isTrial: true);
        }

        _rows = 0;
        _ticks = 0;
    }

    private void EndTrial(bool isWorse)
    {
        if (isWorse)
        {
            Change(isTrial: false);
            _wait *= 1 << _failures;
            _failures = Math.Min(_failures + 1, MostDoublings);
        }
        else
        {
            _isTrial = false;
            _failures = 0;
            _credit = Math.Max(0, _credit);
        }
    }

    private void Change(bool isTrial)
    {
        _wait = WaitPerLoss * Math.Max(0, -_credit);
        _credit = 0;
        _warm = 0;
        _isTrial = isTrial;
        IsShared = !IsShared;
    }
}

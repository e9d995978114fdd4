namespace Unrolled;

/// <summary>How labels become targets.</summary>
/// <param name="Off">The target of the other classes; of class 0 where there is a single target.</param>
/// <param name="On">The target of the sample's own class; of class 1 where there is a single target.</param>
/// <param name="IsSingle">Whether one target tells two classes apart, rather than each class having a target.</param>
internal readonly record struct LabelCode(float Off, float On, bool IsSingle);

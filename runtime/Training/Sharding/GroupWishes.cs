namespace Unrolled;

/// <summary>What a process of a group wants to be done after the mini-batch under way: all do what one of them wants.</summary>
[Flags]
internal enum GroupWishes
{
    None = 0,

    /// <summary>To end: it was cancelled.</summary>
    Stop = 1,

    /// <summary>To save a checkpoint.</summary>
    Save = 2,
}

namespace Unrolled.Tests.SameBits;

/// <summary>Computes numbers that must be the same everywhere.</summary>
internal delegate void Case(Digest digest);

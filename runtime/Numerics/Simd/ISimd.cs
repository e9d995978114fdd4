using System.ComponentModel;

namespace Unrolled.Numerics;

/// <summary>
/// The operations of one vector width on single-precision numbers. A kernel that is generic over it is written once and compiled for each
/// width, with no trace of the abstraction: implementations are structs, so that the JIT knows every call.
/// </summary>
/// <typeparam name="TVector">The vector itself rather than a struct around it, which the JIT would copy and spill.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISimd<TVector> where TVector : struct
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Vector registers of the machine that this width runs on: 16 or 32.</summary>
    static abstract int Registers { get; }

    /// <summary>0 in all lanes.</summary>
    static abstract TVector Zero { get; }

    /// <summary>-0 in all lanes: what changes nothing that it is added to.</summary>
    static abstract TVector NegativeZero { get; }

    /// <summary>A number in all lanes.</summary>
    /// <param name="value">The number.</param>
    static abstract TVector Create(float value);

    /// <summary>Reads a vector.</summary>
    /// <param name="source">Its first number.</param>
    static abstract TVector Load(ref float source);

    /// <summary>Reads a vector.</summary>
    /// <param name="source">A number.</param>
    /// <param name="offset">How many numbers behind it the vector starts.</param>
    static abstract TVector Load(ref float source, nint offset);

    /// <summary>Reads two vectors side by side.</summary>
    /// <param name="source">A number.</param>
    /// <param name="offset">How many numbers behind it the vectors start.</param>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    static abstract void Load(ref float source, nint offset, out TVector first, out TVector second);

    /// <summary>Reads a vector of each of two rows.</summary>
    /// <param name="source">A number.</param>
    /// <param name="offset0">How many numbers behind it the vector of the first row starts.</param>
    /// <param name="offset1">How many numbers behind it that of the second row starts.</param>
    /// <param name="row0">The vector of the first row.</param>
    /// <param name="row1">The vector of the second row.</param>
    static abstract void Load(ref float source, nint offset0, nint offset1, out TVector row0, out TVector row1);

    /// <summary>Reads two vectors side by side of each of two rows.</summary>
    /// <param name="source">A number.</param>
    /// <param name="offset0">How many numbers behind it the vectors of the first row start.</param>
    /// <param name="offset1">How many numbers behind it those of the second row start.</param>
    /// <param name="first0">The first vector of the first row.</param>
    /// <param name="second0">The second vector of the first row.</param>
    /// <param name="first1">The first vector of the second row.</param>
    /// <param name="second1">The second vector of the second row.</param>
    static abstract void Load(
        ref float source, nint offset0, nint offset1, out TVector first0, out TVector second0, out TVector first1, out TVector second1);

    /// <summary>Writes a vector.</summary>
    /// <param name="vector">What to write.</param>
    /// <param name="destination">Where its first number goes.</param>
    static abstract void Store(TVector vector, ref float destination);

    /// <summary>Writes a vector.</summary>
    /// <param name="vector">What to write.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset">How many numbers behind it the vector starts.</param>
    static abstract void Store(TVector vector, ref float destination, nint offset);

    /// <summary>Writes two vectors side by side.</summary>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset">How many numbers behind it the vectors start.</param>
    static abstract void Store(TVector first, TVector second, ref float destination, nint offset);

    /// <summary>Writes a vector of each of two rows.</summary>
    /// <param name="row0">The vector of the first row.</param>
    /// <param name="row1">The vector of the second row.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset0">How many numbers behind it the vector of the first row starts.</param>
    /// <param name="offset1">How many numbers behind it that of the second row starts.</param>
    static abstract void Store(TVector row0, TVector row1, ref float destination, nint offset0, nint offset1);

    /// <summary>Writes two vectors side by side of each of two rows.</summary>
    /// <param name="first0">The first vector of the first row.</param>
    /// <param name="second0">The second vector of the first row.</param>
    /// <param name="first1">The first vector of the second row.</param>
    /// <param name="second1">The second vector of the second row.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset0">How many numbers behind it the vectors of the first row start.</param>
    /// <param name="offset1">How many numbers behind it those of the second row start.</param>
    static abstract void Store(
        TVector first0, TVector second0, TVector first1, TVector second1, ref float destination, nint offset0, nint offset1);

    /// <summary>Adds a vector to one in memory.</summary>
    /// <param name="vector">What is added.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset">How many numbers behind it the vector starts that grows.</param>
    static abstract void AddTo(TVector vector, ref float destination, nint offset);

    /// <summary>Adds two vectors to two side by side in memory.</summary>
    /// <param name="first">What is added to the first.</param>
    /// <param name="second">What is added to the second.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset">How many numbers behind it the vectors start that grow.</param>
    static abstract void AddTo(TVector first, TVector second, ref float destination, nint offset);

    /// <summary>Adds a vector to one of each of two rows in memory.</summary>
    /// <param name="row0">What is added to the first row.</param>
    /// <param name="row1">What is added to the second row.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset0">How many numbers behind it the vector of the first row starts.</param>
    /// <param name="offset1">How many numbers behind it that of the second row starts.</param>
    static abstract void AddTo(TVector row0, TVector row1, ref float destination, nint offset0, nint offset1);

    /// <summary>Adds two vectors to two side by side of each of two rows in memory.</summary>
    /// <param name="first0">What is added to the first vector of the first row.</param>
    /// <param name="second0">What is added to the second vector of the first row.</param>
    /// <param name="first1">What is added to the first vector of the second row.</param>
    /// <param name="second1">What is added to the second vector of the second row.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset0">How many numbers behind it the vectors of the first row start.</param>
    /// <param name="offset1">How many numbers behind it those of the second row start.</param>
    static abstract void AddTo(
        TVector first0, TVector second0, TVector first1, TVector second1, ref float destination, nint offset0, nint offset1);

    /// <summary>x + y</summary>
    /// <param name="x">A summand.</param>
    /// <param name="y">The other.</param>
    static abstract TVector Add(TVector x, TVector y);

    /// <summary>x + y</summary>
    /// <param name="x">A summand.</param>
    /// <param name="y">A number for all lanes.</param>
    static abstract TVector Add(TVector x, float y);

    /// <summary>x - y</summary>
    /// <param name="x">What is subtracted from.</param>
    /// <param name="y">What is subtracted.</param>
    static abstract TVector Subtract(TVector x, TVector y);

    /// <summary>x - y</summary>
    /// <param name="x">What is subtracted from.</param>
    /// <param name="y">A number for all lanes.</param>
    static abstract TVector Subtract(TVector x, float y);

    /// <summary>-x</summary>
    /// <param name="x">The numbers.</param>
    static abstract TVector Negate(TVector x);

    /// <summary>x y</summary>
    /// <param name="x">A factor.</param>
    /// <param name="y">The other.</param>
    static abstract TVector Multiply(TVector x, TVector y);

    /// <summary>x y</summary>
    /// <param name="x">A factor.</param>
    /// <param name="y">A number for all lanes.</param>
    static abstract TVector Multiply(TVector x, float y);

    /// <summary>x / y</summary>
    /// <param name="x">What is divided.</param>
    /// <param name="y">By what.</param>
    static abstract TVector Divide(TVector x, TVector y);

    /// <summary>x y + z, rounded once where the hardware does so.</summary>
    /// <param name="x">A factor.</param>
    /// <param name="y">The other.</param>
    /// <param name="z">The summand.</param>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>x y + z</summary>
    /// <param name="x">A factor.</param>
    /// <param name="y">The other.</param>
    /// <param name="z">A number for all lanes.</param>
    static abstract TVector MultiplyAdd(TVector x, TVector y, float z);

    /// <summary>x y + z</summary>
    /// <param name="x">A factor.</param>
    /// <param name="y">A number for all lanes.</param>
    /// <param name="z">The summand.</param>
    static abstract TVector MultiplyAdd(TVector x, float y, TVector z);

    /// <summary>x y + z, a step of a polynomial.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="y">A number for all lanes.</param>
    /// <param name="z">Another number for all lanes.</param>
    static abstract TVector MultiplyAdd(TVector x, float y, float z);

    /// <summary>A row of a register tile: sum += b a.</summary>
    /// <param name="b">A vector.</param>
    /// <param name="a">A number.</param>
    /// <param name="offset">How many numbers behind it the factor stands.</param>
    /// <param name="sum">What the product is added to: a local of the caller, which stays in its register.</param>
    static abstract void MultiplyAdd(TVector b, ref float a, nint offset, ref TVector sum);

    /// <summary>The same for two vectors side by side.</summary>
    /// <param name="b0">The first vector.</param>
    /// <param name="b1">The second vector.</param>
    /// <param name="a">A number.</param>
    /// <param name="offset">How many numbers behind it the factor of both stands.</param>
    /// <param name="sum0">What the first product is added to.</param>
    /// <param name="sum1">What the second product is added to.</param>
    static abstract void MultiplyAdd(TVector b0, TVector b1, ref float a, nint offset, ref TVector sum0, ref TVector sum1);

    /// <summary>Two rows of a register tile that share a vector.</summary>
    /// <param name="b">The vector.</param>
    /// <param name="a">A number.</param>
    /// <param name="offset0">How many numbers behind it the factor of the first row stands.</param>
    /// <param name="offset1">How many numbers behind it that of the second row stands.</param>
    /// <param name="row0">What the product of the first row is added to.</param>
    /// <param name="row1">What the product of the second row is added to.</param>
    static abstract void MultiplyAdd(TVector b, ref float a, nint offset0, nint offset1, ref TVector row0, ref TVector row1);

    /// <summary>Two rows of a register tile that share two vectors side by side.</summary>
    /// <param name="b0">The first vector.</param>
    /// <param name="b1">The second vector.</param>
    /// <param name="a">A number.</param>
    /// <param name="offset0">How many numbers behind it the factor of the first row stands.</param>
    /// <param name="offset1">How many numbers behind it that of the second row stands.</param>
    /// <param name="first0">What the first product of the first row is added to.</param>
    /// <param name="second0">What the second product of the first row is added to.</param>
    /// <param name="first1">What the first product of the second row is added to.</param>
    /// <param name="second1">What the second product of the second row is added to.</param>
    static abstract void MultiplyAdd(
        TVector b0, TVector b1, ref float a, nint offset0, nint offset1, ref TVector first0, ref TVector second0, ref TVector first1,
        ref TVector second1);

    /// <summary>A row of a register tile whose vector no other row needs, straight from memory: sum += b a.</summary>
    /// <param name="b">A number.</param>
    /// <param name="offset">How many numbers behind it the vector starts.</param>
    /// <param name="a">What it is multiplied by.</param>
    /// <param name="sum">What the product is added to.</param>
    static abstract void MultiplyAdd(ref float b, nint offset, TVector a, ref TVector sum);

    /// <summary>The same with two such vectors side by side.</summary>
    /// <param name="b">A number.</param>
    /// <param name="offset">How many numbers behind it the vectors start.</param>
    /// <param name="a">What each is multiplied by.</param>
    /// <param name="sum0">What the first product is added to.</param>
    /// <param name="sum1">What the second product is added to.</param>
    static abstract void MultiplyAdd(ref float b, nint offset, TVector a, ref TVector sum0, ref TVector sum1);

    /// <summary>The same with one number for all lanes.</summary>
    /// <param name="b">A number.</param>
    /// <param name="offset">How many numbers behind it the vector starts.</param>
    /// <param name="a">Another number.</param>
    /// <param name="place">How many numbers behind that the factor stands.</param>
    /// <param name="sum">What the product is added to.</param>
    static abstract void MultiplyAdd(ref float b, nint offset, ref float a, nint place, ref TVector sum);

    /// <summary>The same with two vectors side by side.</summary>
    /// <param name="b">A number.</param>
    /// <param name="offset">How many numbers behind it the vectors start.</param>
    /// <param name="a">Another number.</param>
    /// <param name="place">How many numbers behind that the factor of both stands.</param>
    /// <param name="sum0">What the first product is added to.</param>
    /// <param name="sum1">What the second product is added to.</param>
    static abstract void MultiplyAdd(ref float b, nint offset, ref float a, nint place, ref TVector sum0, ref TVector sum1);

    /// <summary>The smaller of two numbers, NaN where either is NaN.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">The other.</param>
    static abstract TVector Min(TVector x, TVector y);

    /// <summary>The larger of two numbers, NaN where either is NaN.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">The other.</param>
    static abstract TVector Max(TVector x, TVector y);

    /// <summary>The smaller of two numbers in one instruction: which one where either is NaN, or both are 0, is up to the processor.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">The other: what x86 then takes.</param>
    static abstract TVector MinNative(TVector x, TVector y);

    /// <summary>The larger of two numbers in one instruction, as <see cref="MinNative"/>.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">The other.</param>
    static abstract TVector MaxNative(TVector x, TVector y);

    /// <summary>All bits set where x &gt; y, none elsewhere.</summary>
    /// <param name="x">What is compared.</param>
    /// <param name="y">With what.</param>
    static abstract TVector GreaterThan(TVector x, TVector y);

    /// <summary>All bits set where x &lt; y, none elsewhere.</summary>
    /// <param name="x">What is compared.</param>
    /// <param name="y">With what.</param>
    static abstract TVector LessThan(TVector x, TVector y);

    /// <summary>All bits set where x = y, none elsewhere.</summary>
    /// <param name="x">What is compared.</param>
    /// <param name="y">With what.</param>
    static abstract TVector Equal(TVector x, TVector y);

    /// <summary>x where the bits of the mask are set, y elsewhere.</summary>
    /// <param name="mask">All bits of a lane, or none.</param>
    /// <param name="x">What is taken where they are set.</param>
    /// <param name="y">What is taken elsewhere.</param>
    static abstract TVector Select(TVector mask, TVector x, TVector y);

    /// <summary>The numbers, and <see cref="float.NaN"/> for all that are none: which of the many NaN comes out of a sum is up to the processor.</summary>
    /// <param name="x">The numbers.</param>
    static abstract TVector OneNaN(TVector x);

    /// <summary>The bits that are set in both.</summary>
    /// <param name="x">Some bits.</param>
    /// <param name="y">Others.</param>
    static abstract TVector And(TVector x, TVector y);

    /// <summary>The bits of x that are not set in y.</summary>
    /// <param name="x">Some bits.</param>
    /// <param name="y">Others.</param>
    static abstract TVector AndNot(TVector x, TVector y);

    /// <summary>The bits that are set in either.</summary>
    /// <param name="x">Some bits.</param>
    /// <param name="y">Others.</param>
    static abstract TVector Or(TVector x, TVector y);

    /// <summary>The bits that are set in one of them only.</summary>
    /// <param name="x">Some bits.</param>
    /// <param name="y">Others.</param>
    static abstract TVector Xor(TVector x, TVector y);

    /// <summary>The bits moved up, as 32-bit integers.</summary>
    /// <param name="x">The bits.</param>
    /// <param name="count">How far.</param>
    static abstract TVector ShiftLeft(TVector x, int count);

    /// <summary>The bits moved down, as 32-bit integers with a sign.</summary>
    /// <param name="x">The bits.</param>
    /// <param name="count">How far.</param>
    static abstract TVector ShiftRight(TVector x, int count);

    /// <summary>The bits moved down, zeros following.</summary>
    /// <param name="x">The bits.</param>
    /// <param name="count">How far.</param>
    static abstract TVector ShiftRightLogical(TVector x, int count);

    /// <summary>The difference of the bits as 32-bit integers.</summary>
    /// <param name="x">What is subtracted from.</param>
    /// <param name="y">What is subtracted.</param>
    static abstract TVector SubtractBits(TVector x, TVector y);

    /// <summary>The numbers that the bits are as 32-bit integers.</summary>
    /// <param name="x">The bits.</param>
    static abstract TVector ConvertBits(TVector x);

    /// <summary>Whether the hardware has <see cref="Scale"/>.</summary>
    static abstract bool CanScale { get; }

    /// <summary>x 2^n, rounded once. Only where <see cref="CanScale"/>.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="n">Whole numbers.</param>
    static abstract TVector Scale(TVector x, TVector n);
}

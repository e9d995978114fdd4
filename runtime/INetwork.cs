using System.ComponentModel;
using Unrolled.Internal;

namespace Unrolled;

/// <summary>What every generated network offers: inference, training, and the storage that the library itself works on.</summary>
/// <typeparam name="TSelf">The network class itself.</typeparam>
/// <remarks>
/// Code that is generic over networks asks for no more than it needs: <see cref="IInferenceNetwork"/> to compute and to measure,
/// <see cref="ITrainableNetwork{TSelf}"/> to have parameters as well and to step by gradients, this interface for all that
/// <see cref="Trainer"/> does. <c>Forward</c>, <c>ForwardBatch</c>, <c>Predict</c>, <c>SumLosses</c> and <c>Gradient</c> do not change
/// the network and may run on many threads at once; <c>Train</c>, <c>SetParameters</c>, <c>Load</c> and whatever else changes it need it to
/// themselves. To replace a network that others use, put another one in its place by reference: <see cref="NetworkFile"/>.
/// </remarks>
public interface INetwork<TSelf> : ITrainableNetwork<TSelf>, INetworkStorage where TSelf : class, INetwork<TSelf>
{
    /// <summary>
    /// Another network of the same class with the same <see cref="ITrainableNetwork{TSelf}.DropoutState"/>, which may have the same block
    /// until it is given one of its own. Not for users, see <see cref="CopyExtensions.Clone{TNetwork}"/>.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    TSelf ShallowCopy()
    {
        TSelf copy = TSelf.Create(0);
        copy.DropoutState = DropoutState;
        return copy;
    }
}

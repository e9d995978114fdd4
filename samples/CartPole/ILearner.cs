using Unrolled;

namespace CartPoleSample;

/// <summary>An algorithm at work on a network.</summary>
internal interface ILearner<TNetwork> where TNetwork : class, INetwork<TNetwork>
{
    /// <summary>What has been learnt so far: the largest output is the action to take.</summary>
    TNetwork Network { get; }

    /// <summary>Plays for a while and learns from it.</summary>
    /// <param name="episodes">Is told of every episode.</param>
    void Learn(EpisodeLog episodes);
}

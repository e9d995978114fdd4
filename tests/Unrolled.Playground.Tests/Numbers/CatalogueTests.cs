using System.Text.RegularExpressions;
using Playground.Boundaries;
using Playground.Networks;
using Unrolled.Tests;

namespace Unrolled.Playground.Tests.Numbers;

public sealed partial class CatalogueTests
{
    [Fact]
    public void Whatever_the_page_offers_was_compiled()
    {
        string page = Repository.Read("samples", "Playground", "wwwroot", "index.html");
        string[] topologies = Choices(page, "net");
        Assert.Equal(12, topologies.Length);
        foreach (string topology in topologies)
        {
            foreach (string hidden in Choices(page, "hidden"))
            {
                foreach (string loss in Choices(page, "loss"))
                {
                    ILearner learner = Catalogue.Create(topology, Enum.Parse<Activation>(hidden), Enum.Parse<Loss>(loss), 1);
                    Assert.Equal(topology, string.Join('-', learner.Layers.ToArray()));
                    Assert.All(learner.Activations[..^1].ToArray(), activation => Assert.Equal(hidden, $"{activation}"));
                    Assert.Equal(Activation.Sigmoid, learner.Activations[^1]);
                }
            }
        }
    }

    [Fact]
    public void Whatever_else_the_page_offers_is_known()
    {
        string page = Repository.Read("samples", "Playground", "wwwroot", "index.html");
        Assert.All(Choices(page, "optimizer"), optimizer => Assert.NotNull(new Tuning(optimizer, 0.1, 10, "none", 0).Optimizer));
        Assert.All(Choices(page, "penalty"), penalty => Assert.NotNull(new Tuning("sgd", 0.1, 10, penalty, 0.1).Regularization));
    }

    // The values of a <select>.
    private static string[] Choices(string page, string name)
    {
        string select = Regex.Match(page, $"<select name=\"{name}\">(.*?)</select>").Groups[1].Value;
        return [.. Option().Matches(select).Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)];
    }

    [GeneratedRegex("<option(?: value=\"([^\"]*)\")?(?: selected)?>([^<]*)</option>")]
    private static partial Regex Option();
}

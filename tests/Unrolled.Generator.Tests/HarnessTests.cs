using Unrolled.Generator.Tests.Harness;
using Xunit.Sdk;

namespace Unrolled.Generator.Tests;

/// <summary>The harness must be able to fail: each check is shown what it should refuse.</summary>
public sealed class HarnessTests
{
    private const string Valid = "[Unrolled.Network(2, 3, 1)] partial class Net;";

    [Theory]
    [InlineData("[Unrolled.Network(2, 3, 1)] class Net;", "{|UNR001:Net|}")]
    [InlineData("[Unrolled.Network(2, {|UNR004:3|}, 1)] partial class Net;", "Network(2, 3, 1)")]
    [InlineData("[Unrolled.Network({|UNR003:2|})] class Net;", "{|UNR001:Net|}")]
    [InlineData("[Unrolled.Network({|UNR003:2 |})] partial class Net;", "{|UNR003:2|}")]
    [InlineData(Valid + " class User { int x = \"text\"; }", "CS0029")]
    [InlineData(Valid + " class User { int x = Net.InputCount; }", "CS0117")]
    public void RefusesWhatTheTestDoesNotExpect(string source, string expectedInMessage)
    {
        XunitException failure = Assert.ThrowsAny<XunitException>(() => GeneratorHarness.Run(source));
        Assert.Contains(expectedInMessage, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AcceptsWhatIsRight()
    {
        GeneratorRun run = GeneratorHarness.Run(Valid + " class User { int x = Net.InputSize; }");
        Assert.Contains("Net.g.cs", run.Files.Keys);
    }

    [Fact]
    public void RefusesARunThatDidSomething()
    {
        var driver = GeneratorHarness.Driver(GeneratorHarness.ParseOptions);
        driver = driver.RunGenerators(GeneratorHarness.Compile(GeneratorHarness.ParseOptions, Valid));
        XunitException failure = Assert.ThrowsAny<XunitException>(() => GeneratorHarness.AssertCached(driver.GetRunResult().Results[0]));
        Assert.Contains("was New", failure.Message, StringComparison.Ordinal);
    }
}

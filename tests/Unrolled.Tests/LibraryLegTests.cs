using System.Reflection;
using System.Runtime.Versioning;

namespace Unrolled.Tests;

/// <summary>
/// The tests are built for .NET 10. With <c>UNROLLED_TEST_LIBRARY=net9.0</c> they run with the library's leg for .NET 9, which whoever sets
/// it has put beside them.
/// </summary>
public class LibraryLegTests
{
    [Fact]
    public void The_library_is_the_one_asked_for()
    {
        string asked = Environment.GetEnvironmentVariable("UNROLLED_TEST_LIBRARY") ?? "net10.0";
        TargetFrameworkAttribute built = typeof(NetworkFile).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!;
        Assert.Equal(asked, built.FrameworkName.Replace(".NETCoreApp,Version=v", "net", StringComparison.Ordinal));
    }
}

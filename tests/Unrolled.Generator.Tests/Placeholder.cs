namespace Unrolled.Tests;

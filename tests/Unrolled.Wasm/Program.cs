using System.Runtime.Intrinsics;
using Unrolled.Tests.SameBits;

int passed = 0, failed = 0;
foreach (HashList list in (HashList[])[HashList.Functions, HashList.Networks, HashList.Trainings(threads: 1), HashList.Trainings(threads: 3)])
{
    foreach (string name in list.Names)
    {
        string hash = list.Compute(name);
        if (hash == list.Expected(name))
        {
            passed++;
        }
        else
        {
            failed++;
            Console.WriteLine($"{list.Name}, {name}: {hash} instead of {list.Expected(name)}");
        }
    }
}

Console.WriteLine($"{(Vector128.IsHardwareAccelerated ? "with" : "without")} vectors: {passed} passed, {failed} failed");
return failed == 0 ? 0 : 1;

using Unrolled.Mpi;
using Unrolled.Mpi.Worker;

if (args is not [string command, .. string[] rest])
{
    Console.Error.WriteLine("What to do? train, alone, search, searchalone, talk, measure, speed or table, each with NAME=VALUE.");
    return 2;
}

Settings settings = new(rest);
switch (command)
{
    case "alone":
        Training.Run(group: null, settings);
        return 0;
    case "searchalone":
        Searching.Run(group: null, settings);
        return 0;
    case "table":
        Speed.Table(settings);
        return 0;
}

return MpiProgram.Run(group =>
{
    switch (command)
    {
        case "train":
            Training.Run(group, settings);
            break;
        case "search":
            Searching.Run(group, settings);
            break;
        case "talk":
            Talking.Run(group);
            break;
        case "measure":
            Measuring.Run(group);
            break;
        case "speed":
            Speed.Train(group, settings);
            break;
        default:
            throw new ArgumentException($"There is no command {command}.");
    }
});

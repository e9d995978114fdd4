// Runs the program in Node, where it was published; arguments are options of the runtime.
import { dotnet } from './_framework/dotnet.js';

await dotnet.withRuntimeOptions(process.argv.slice(2)).run();

// Runs the benchmark in Node, where it was published; arguments are options of the runtime.
import { dotnet } from './_framework/dotnet.js';

const runtime = dotnet.withRuntimeOptions(process.argv.slice(2));
const { setModuleImports } = await runtime.create();
setModuleImports('main.mjs', {
  processorMilliseconds: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
});
await runtime.run();

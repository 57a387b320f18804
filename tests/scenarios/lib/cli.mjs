// The executable's own words: a command, what it says, and how it ends.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cleanEnvironment, executable } from './server.mjs';

const run = promisify(execFile);

export const essaim = async (words, environment = {}) => {
  try {
    const { stdout, stderr } = await run(executable, words, { env: cleanEnvironment(environment), timeout: 60_000, maxBuffer: 1 << 26 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    return { code: error.code, stdout: error.stdout, stderr: error.stderr };
  }
};

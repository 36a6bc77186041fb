import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const top = join(__dirname, '../..');

/** What the check says of `deploy/` after a change. */
function check(
  file: string,
  from: string | RegExp,
  to: string,
): { readonly status: number | null; readonly said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-deploy-'));
  try {
    cpSync(join(top, 'deploy'), folder, { recursive: true });
    const text = readFileSync(join(folder, file), 'utf8');
    const changed = text.replace(from, to);
    if (from !== '' && changed === text) throw new Error(`${file} has no ${String(from)}`);
    writeFileSync(join(folder, file), changed);
    const { status, stderr } = spawnSync(process.execPath, [join(top, 'scripts/deploy-check.mjs'), folder]);
    return { status, said: stderr.toString() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const DEPLOYMENT = 'kubernetes/deployment.yaml';
const CONFIGURATION = 'kubernetes/configuration.yaml';

describe('what stands in deploy/', () => {
  it('keeps to its rules', () => {
    expect(check(DEPLOYMENT, '', '')).toEqual({ status: 0, said: '' });
  });

  it.each<[string, string, string | RegExp, string, string]>([
    ['may run as root', DEPLOYMENT, 'runAsNonRoot: true', 'runAsNonRoot: false', 'may run as root'],
    ['may write', DEPLOYMENT, 'readOnlyRootFilesystem: true', '', 'may write'],
    ['has no limit', DEPLOYMENT, 'limits: { memory: 512Mi }', '', 'no limit of memory'],
    ['asks what is not served', DEPLOYMENT, '/health/ready', '/healthz', '/healthz'],
    ['is whatever is newest', DEPLOYMENT, 'latchkey:0.1.0', 'latchkey:latest', 'no exact tag'],
    ['is no YAML', DEPLOYMENT, 'spec:', 'spec: [', 'deployment.yaml'],
    ['sets what is no setting', CONFIGURATION, 'LOG_LEVEL', 'LOG_LEVLE', 'LOG_LEVLE is no setting'],
    ['T327 tells a secret', CONFIGURATION, 'LOG_LEVEL: info', 'LATCHKEY_SECRET: hunter2', 'secret in clear text'],
    ['T327 tells a secret', 'kubernetes/secret.example.yaml', "SECRET: ''", 'SECRET: x', 'filled in'],
    ['T327 tells a password', 'compose.yaml', '${POSTGRES_PASSWORD:?generate one}@', 'hunter2@', 'in clear text'],
    ['selects nothing', 'kubernetes/service.yaml', 'component: server', 'component: web', 'selects no pod'],
    [
      'can be passed by',
      'compose.yaml',
      'restart: unless-stopped\n    mem_limit: 512m',
      "ports: ['1:1']",
      'past the proxy',
    ],
    ['runs as root', 'Dockerfile', 'USER 10001:10001', 'USER root', 'runs as root'],
    ['is whatever is newest', 'Dockerfile', 'ARG NODE=22.21.1-bookworm', 'ARG NODE=22', 'no exact tag'],
    ['T327 tells a secret', 'Dockerfile', 'ENV ', 'ENV LATCHKEY_SECRET=x ', 'ends in the image'],
    ['stands behind a shell', 'Dockerfile', /^CMD .*$/m, 'CMD npm start', 'a shell stands between'],
  ])('is refused where it %s (%s)', (_, file, from, to, problem) => {
    const { status, said } = check(file, from, to);
    expect(said).toContain(problem);
    expect(status).toBe(1);
  });
});

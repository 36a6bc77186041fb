// Tells whether what stands in deploy/ keeps to its rules, without Docker and without a cluster. Another folder may be named.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAll } from 'js-yaml';

const top = fileURLToPath(new URL('..', import.meta.url));
const folder = process.argv[2] ?? join(top, 'deploy');
const paths = new Set(Object.keys(JSON.parse(readFileSync(join(top, 'docs/openapi.json'), 'utf8')).paths));
const settings = new Set(
  [...readFileSync(join(top, 'docs/settings.md'), 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name),
);

const problems = [];
const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
const yaml = files.filter((path) => path.endsWith('.yaml'));
const nameOf = (path) => relative(folder, path);
const list = (value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** `expect(file)(condition, what is wrong otherwise)` */
const expect = (path) => (holds, problem) => {
  if (!holds) problems.push(`${nameOf(path)}: ${problem}`);
};

/** Exact: a version, and none of those that mean another image tomorrow. */
const hasExactTag = (image = '') => /:[\w.-]*\d+\.\d+[\w.-]*(?:@sha256:[0-9a-f]{64})?$/.test(image);

/** Settings whose values are secrets: they stand in no file, but are interpolated, referred to or empty. */
const SECRET = /SECRET|PASSWORD|TOKEN|DATABASE_URL|SMTP_URL|REDIS_URL/;
const isSecretText = (name, value) => {
  if (!SECRET.test(name) || value === '' || /^\$\{[A-Z_]+/.test(value)) return false;
  // A URL without a user, or one whose password is interpolated, gives nothing away.
  return !/^[a-z]+:\/\/(?:[^@/]*:\$\{[A-Z_]+[^@/]*\}@)?[^@]*$/.test(value);
};

const checkEnvironment = (path, variables) => {
  const must = expect(path);
  for (const [name, value] of Object.entries(variables)) {
    must(settings.has(name), `${name} is no setting of docs/settings.md`);
    must(!isSecretText(name, String(value ?? '')), `${name} holds a secret in clear text`);
  }
};

const checkProbes = (path, container) => {
  const must = expect(path);
  for (const name of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
    const probed = container[name]?.httpGet?.path;
    must(probed !== undefined, `${container.name} has no ${name}`);
    must(
      probed === undefined || paths.has(probed),
      `the ${name} asks ${probed}, which docs/openapi.json does not have`,
    );
  }
  must(
    container.livenessProbe?.httpGet?.path !== container.readinessProbe?.httpGet?.path,
    'liveness must not depend on what readiness depends on',
  );
};

const checkContainer = (path, container, pod) => {
  const must = expect(path);
  const { image, name, resources = {}, securityContext: own = {} } = container;
  must(hasExactTag(image), `${name}: the image ${image} has no exact tag`);
  must(own.runAsNonRoot ?? pod.securityContext?.runAsNonRoot, `${name} may run as root`);
  must((own.runAsUser ?? pod.securityContext?.runAsUser) > 0, `${name} names no user`);
  must(own.readOnlyRootFilesystem === true, `${name} may write to its file system`);
  must(own.allowPrivilegeEscalation === false, `${name} may gain privileges`);
  must(list(own.capabilities?.drop).includes('ALL'), `${name} keeps capabilities`);
  must(own.privileged !== true, `${name} is privileged`);
  must(resources.requests?.cpu && resources.requests?.memory, `${name} requests no processor time or memory`);
  must(resources.limits?.memory, `${name} has no limit of memory`);
  checkEnvironment(path, Object.fromEntries(list(container.env).map((each) => [each.name, each.value])));
};

const checkPod = (path, { spec: pod = {} }) => {
  const must = expect(path);
  must(pod.automountServiceAccountToken === false, 'the pod gets a token of the cluster that it does not need');
  must(pod.securityContext?.seccompProfile?.type === 'RuntimeDefault', 'the pod has no seccomp profile');
  must(!pod.hostNetwork && !pod.hostPID && !pod.hostIPC, 'the pod shares something with its node');
  must(list(pod.containers).length > 0, 'the pod has no container');
  for (const container of list(pod.containers)) checkContainer(path, container, pod);
};

const isSelected = (labels = {}, selector = {}) =>
  Object.keys(selector).length > 0 && Object.entries(selector).every(([name, value]) => labels[name] === value);

/** What each kind of manifest must say, in the light of all of them. */
const KINDS = {
  Deployment(path, { spec }) {
    const must = expect(path);
    checkPod(path, spec.template);
    for (const container of list(spec.template.spec.containers)) checkProbes(path, container);
    must(isSelected(spec.template.metadata.labels, spec.selector.matchLabels), 'selects other pods than its own');
    must(spec.strategy?.rollingUpdate?.maxUnavailable === 0, 'a rollout takes replicas away before it adds any');
    must(spec.template.spec.terminationGracePeriodSeconds >= 20, 'leaves no time to finish what is on its way');
  },
  Job(path, { spec }) {
    checkPod(path, spec.template);
    expect(path)(spec.template.spec.restartPolicy === 'Never', 'a migration that failed is tried in a pod of its own');
    expect(path)(Number.isInteger(spec.activeDeadlineSeconds), 'has no deadline');
  },
  ConfigMap: (path, { data }) => checkEnvironment(path, data ?? {}),
  Secret(path, { data, stringData }) {
    expect(path)(data === undefined, 'holds encoded values, which are as readable as any');
    checkEnvironment(path, stringData ?? {});
    for (const [name, value] of Object.entries(stringData ?? {})) expect(path)(value === '', `${name} is filled in`);
  },
  Service(path, { spec }, all) {
    const pods = all.filter(({ kind }) => kind === 'Deployment').map(({ spec: { template } }) => template);
    expect(path)(
      pods.some(({ metadata }) => isSelected(metadata.labels, spec.selector)),
      'selects no pod',
    );
    const ports = pods.flatMap(({ spec: { containers } }) => containers.flatMap((each) => list(each.ports)));
    for (const { targetPort } of spec.ports) {
      const isThere = ports.some(({ name, containerPort }) => [name, containerPort].includes(targetPort));
      expect(path)(isThere, `leads to the port ${targetPort}, which no container has`);
    }
  },
  PodDisruptionBudget(path, { spec }, all) {
    const labels = all.filter(({ kind }) => kind === 'Deployment').map((each) => each.spec.template.metadata.labels);
    expect(path)(
      labels.some((each) => isSelected(each, spec.selector?.matchLabels)),
      'protects no pod',
    );
  },
  HorizontalPodAutoscaler(path, { spec }, all) {
    const { kind, name } = spec.scaleTargetRef;
    const target = all.find((each) => each.kind === kind && each.metadata.name === name);
    expect(path)(target, `scales ${name}, which is not here`);
    expect(path)(spec.minReplicas >= 2, 'lets a single replica be all there is');
    expect(path)(target?.spec.replicas === undefined, `${name} says how many replicas it has, and so does this`);
  },
  NetworkPolicy(path, { spec }) {
    expect(path)(
      ['Ingress', 'Egress'].every((type) => list(spec.policyTypes).includes(type)),
      'leaves a way open',
    );
    expect(path)(
      list(spec.ingress).every(({ from }) => list(from).length > 0),
      'lets everybody in',
    );
  },
  Kustomization(path, { resources }) {
    const standing = join(path, '..');
    for (const name of resources) expect(path)(existsSync(join(standing, name)), `names ${name}, which is not there`);
  },
};

const checkService = (path, name, service) => {
  const must = expect(path);
  must(hasExactTag(service.image), `${name}: the image ${service.image} has no exact tag`);
  must(service.mem_limit, `${name} has no limit of memory`);
  must(service.privileged !== true && service.network_mode !== 'host', `${name} shares something with the host`);
  if (!service.build) return;
  must(/^[1-9]\d*/.test(service.user ?? ''), `${name} may run as root`);
  must(service.read_only === true, `${name} may write to its file system`);
  must(list(service.cap_drop).includes('ALL'), `${name} keeps capabilities`);
  must(list(service.security_opt).includes('no-new-privileges:true'), `${name} may gain privileges`);
  must(service.ports === undefined, `${name} can be reached past the proxy`);
  checkEnvironment(path, service.environment ?? {});
};

/** The parser leaves merge keys (`<<`) as they are. */
const merged = ({ '<<': inherited = {}, ...own }) => ({ ...inherited, ...own });

const checkCompose = (path, { services: written }) => {
  const services = Object.fromEntries(Object.entries(written).map(([name, service]) => [name, merged(service)]));
  for (const [name, service] of Object.entries(services)) {
    checkService(path, name, service);
    const needed = Array.isArray(service.depends_on) ? service.depends_on : Object.keys(service.depends_on ?? {});
    for (const other of needed) expect(path)(services[other], `${name} waits for ${other}, which is not there`);
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      expect(path)(!isSecretText(variable, String(value)), `${name}: ${variable} holds a secret in clear text`);
    }
  }
  const count = Object.values(services).some(({ deploy }) => deploy?.replicas >= 2);
  expect(path)(count, 'has no service with two replicas');
};

/** Instructions with their lines joined, in order. */
const instructionsOf = (text) =>
  text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => /^([A-Z]+)\s+(.*)$/s.exec(line.trim()))
    .filter((match) => match !== null)
    .map(([, name, value]) => ({ name, value }));

const checkDockerfile = (path) => {
  const must = expect(path);
  const instructions = instructionsOf(readFileSync(path, 'utf8'));
  const named = (name) => instructions.filter((each) => each.name === name);
  const defaults = Object.fromEntries(named('ARG').map(({ value }) => value.split('=', 2)));
  const stages = named('FROM').map(({ value }) => value.replace(/\$\{(\w+)\}/g, (_, name) => defaults[name] ?? ''));
  for (const stage of stages) must(hasExactTag(stage.split(' ')[0]), `the image ${stage} has no exact tag`);
  const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
  const lastNamed = (name) => last.filter((each) => each.name === name).at(-1)?.value;
  must(stages.length >= 2, 'what builds is shipped');
  must(/^[1-9]\d*(?::[1-9]\d*)?$/.test(lastNamed('USER') ?? ''), 'runs as root: USER must be a number, and not 0');
  must(lastNamed('CMD')?.startsWith('["node"'), 'a shell stands between signals and the server');
  const probed = /(\/health\/\w+)/.exec(lastNamed('HEALTHCHECK') ?? '')?.[1];
  must(paths.has(probed), `the HEALTHCHECK asks ${probed}, which docs/openapi.json does not have`);
  must(named('ADD').length === 0, 'ADD may fetch from anywhere');
  for (const { name, value } of [...named('ENV'), ...named('ARG')]) {
    must(
      !/(?:SECRET|PASSWORD|TOKEN|_KEY|_URL)\w*\s*=?/.test(value),
      `${name} ${value.split('=')[0]} ends in the image`,
    );
  }
  for (const { value } of named('COPY').filter((each) => !each.value.startsWith('--from'))) {
    must(!/^\.\s|\.env|(?:^|\s)data\b/.test(value), `COPY ${value} takes more than is needed`);
  }
  for (const [, name] of lastNamed('ENV')?.matchAll(/(\w+)=/g) ?? []) {
    must(settings.has(name), `${name} is no setting of docs/settings.md`);
  }
};

const parsed = (path) => {
  try {
    return loadAll(readFileSync(path, 'utf8')).map((document) => ({ path, document }));
  } catch (error) {
    problems.push(`${nameOf(path)}: ${String(error.message).split('\n')[0]}`);
    return [];
  }
};

const checkManifest = (path, document, all) => {
  const { kind, apiVersion } = document ?? {};
  const check = Object.hasOwn(KINDS, kind ?? '') ? KINDS[kind] : undefined;
  expect(path)(check && apiVersion, `is no manifest that is known here: ${kind}`);
  check?.(path, document, all);
};

const documents = yaml.flatMap(parsed);
const manifests = documents.filter(({ path }) => nameOf(path).startsWith('kubernetes'));
const all = manifests.map(({ document }) => document);
for (const { path, document } of manifests) checkManifest(path, document, all);
for (const { path, document } of documents.filter(({ path: each }) => each.endsWith('compose.yaml'))) {
  checkCompose(path, document);
}
for (const path of files.filter((each) => each.endsWith('Dockerfile'))) checkDockerfile(path);
for (const kind of [
  'Deployment',
  'Job',
  'Service',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
  'NetworkPolicy',
]) {
  if (!all.some((each) => each?.kind === kind)) problems.push(`kubernetes: there is no ${kind}`);
}

for (const problem of new Set(problems)) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`deploy/: ${files.length} files, ${all.length} manifests: all well`);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { StatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { Service } from 'kubernetes-models/v1/Service';
import { parseAllDocuments } from 'yaml';
import { version } from '../version.ts';

const deploy = join(import.meta.dirname, '../../../../deploy');
const kinds = { Deployment, StatefulSet, HorizontalPodAutoscaler, PodDisruptionBudget, Service };

interface Manifest {
  readonly kind: keyof typeof kinds;
  readonly metadata: { readonly name: string };
}

function manifests(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(join(deploy, 'kubernetes', file), 'utf8')).map((document) => document.toJS() as Manifest);
}

function validate(manifest: Manifest): void {
  // Each constructor takes the type of its own kind, which only the schema can decide here.
  const Model = kinds[manifest.kind] as new (data: object) => { validate(): void };
  new Model(manifest).validate();
}

describe('Kubernetes manifests', () => {
  test.each(['server.yaml', 'worker.yaml'])('%s keeps to the schemas of Kubernetes', (file) => {
    const found = manifests(file);
    expect(found.length).toBeGreaterThan(1);
    for (const manifest of found) expect(() => validate(manifest)).not.toThrow();
  });

  test('a manifest that is wrong is refused by these schemas', () => {
    const [first] = manifests('worker.yaml');
    expect(() => validate({ ...first, spec: { replicas: 'many' } } as unknown as Manifest)).toThrow(/replicas|selector/);
  });

  test('the autoscaler goes from 1 to 64 workers at 40 % CPU, down after 300 s and up after 30 s', () => {
    const autoscaler = manifests('worker.yaml').find(({ kind }) => kind === 'HorizontalPodAutoscaler');
    expect(autoscaler).toMatchObject({
      apiVersion: 'autoscaling/v2',
      metadata: { name: 'remote-exec-autoscale' },
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'remote-exec' },
        minReplicas: 1,
        maxReplicas: 64,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 40 } } }],
        behavior: { scaleDown: { stabilizationWindowSeconds: 300 }, scaleUp: { stabilizationWindowSeconds: 30 } },
      },
    });
    expect(manifests('worker.yaml').some(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'remote-exec')).toBe(true);
  });

  test('a worker needs no port of its own, runs as an ordinary user, and keeps its cache in a folder that is mounted', () => {
    const worker = manifests('worker.yaml').find(({ kind }) => kind === 'Deployment');
    expect(worker).toMatchObject({
      spec: {
        template: {
          spec: {
            securityContext: { runAsNonRoot: true },
            containers: [
              {
                args: expect.arrayContaining(['worker', '--worker-concurrency=8', '--cache-directory=/var/worker-cache']),
                volumeMounts: expect.arrayContaining([expect.objectContaining({ mountPath: '/var/worker-cache' })]),
              },
            ],
          },
        },
      },
    });
    expect(JSON.stringify(worker)).not.toContain('containerPort');
  });

  test('the image starts the command itself and installs what a worker needs', () => {
    const containerfile = readFileSync(join(deploy, 'Containerfile'), 'utf8');
    expect(containerfile).toMatch(/^ENTRYPOINT \["sandwright"\]$/m);
    expect(containerfile).toMatch(/apt-get install .*bubblewrap/);
    expect(containerfile).toMatch(/^USER sandwright$/m);
    expect(containerfile.match(/^VOLUME /gm)).toHaveLength(1);
  });

  test('the page for operators has the commands that install what a worker needs, and a release of this version', () => {
    const page = readFileSync(join(deploy, '../docs/operate.md'), 'utf8');
    const containerfile = readFileSync(join(deploy, 'Containerfile'), 'utf8');
    const packages = /apt-get install -y --no-install-recommends (.+?)(?: \\)?$/mu.exec(containerfile)?.[1];
    expect(page).toContain(`\`apt-get install ${packages}\``);
    expect(page).toContain(`| Node ${/node:(\d+)/u.exec(containerfile)?.[1]} or newer |`);
    expect(page).toMatch(new RegExp(`^curl \\S+ \\S+/install.sh && sh install.sh \\S+ ${version.replaceAll('.', '\\.')} SHA256$`, 'mu'));
  });
});

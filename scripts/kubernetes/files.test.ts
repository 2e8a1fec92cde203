import assert from 'node:assert/strict';
import { parseAllDocuments } from 'yaml';
import { systems } from '../../services/systems.ts';
import { servicesFile } from './files.ts';

describe('The file of the services for Kubernetes', () => {
  it('has the services of a system that comes later', () => {
    const [first] = systems;
    assert.ok(first);
    const load = () => Promise.reject(new Error('It is not started here.'));
    const later = { ...first, name: 'later', services: { 'later.order': load, 'later.mypage': load } };
    const named = (text: string) =>
      parseAllDocuments(text).map((document) => `${document.get('kind')} ${document.getIn(['metadata', 'name'])}`);
    const before = named(servicesFile(systems));
    const added = named(servicesFile([...systems, later])).filter((name) => !before.includes(name));
    assert.deepEqual(
      added.sort(),
      ['later-mypage', 'later-order']
        .flatMap((name) => [`Deployment ${name}`, `HorizontalPodAutoscaler ${name}`, `PodDisruptionBudget ${name}`])
        .sort(),
    );
  });

  it('gives views the archive, by what their system says of them', () => {
    const [first] = systems;
    assert.ok(first);
    const load = () => Promise.reject(new Error('It is not started here.'));
    const words = { en: '', ko: '' };
    const domains = { 'later.order': { kind: 'core', ...words }, 'later.page': { kind: 'view', ...words } } as const;
    const later = { ...first, services: { 'later.order': load, 'later.page': load }, domains };
    const mounts = parseAllDocuments(servicesFile([later]))
      .filter((document) => document.get('kind') === 'Deployment')
      .map((document) => [document.getIn(['metadata', 'name']), String(document).includes('claimName: archive')]);
    assert.deepEqual(Object.fromEntries(mounts), {
      ...Object.fromEntries(mounts),
      'later-order': false,
      'later-page': true,
    });
  });
});

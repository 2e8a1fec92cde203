import { owner } from '../../../mixins/rendezvous.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { type Demo, part } from '../demo.ts';

export const actors: Demo = {
  title: 'Actors: two processes of rental, which rental lives in which, and one is killed',
  shown: 'no figures: who has what is to be seen',
  isReplicated: true,
  async play(show) {
    const { stage, seconds, tell, expect } = show;
    await stage.processes.add('rental-2');
    const nodes = () =>
      stage.observer.registry
        .getNodeList({ onlyAvailable: true, withServices: true })
        .filter(({ services = [] }) => services.some((service: Record<string, unknown>) => service.name === 'rental'));
    await eventually(() => nodes().length === 2);
    await part(show, 'Two processes of rental', { atOnce: 10, seconds: Math.ceil(seconds / 4), isMain: true });
    const ids = [...stage.members.accepted.values()].slice(-12);
    const before = new Map(ids.map((id) => [id, owner(nodes(), id).id]));
    for (const [id, node] of before) tell(`  ${id} lives in ${node}`);
    expect('each has some of them', new Set(before.values()).size === 2);
    const during = await part(show, 'rental-2 is killed', { atOnce: 10, seconds: Math.ceil(seconds / 4) }, () =>
      stage.processes.remove('rental-2', 'SIGKILL'),
    );
    expect('nobody gets an error', during.counts.error === 0);
    await eventually(() => nodes().length === 1, 20_000);
    const moved = ids.filter((id) => before.get(id) !== owner(nodes(), id).id);
    tell(`  ${moved.length} of ${ids.length} have moved: those of the one that was killed`);
    expect(
      'those of the other stayed',
      ids.every((id) => moved.includes(id) !== Boolean(before.get(id)?.startsWith('rental-1'))),
    );
    await eventually(async () => (await stage.reserve(stage.newMember(), 'demo-1')).status === 201, 20_000);
    const answers = await Promise.all(ids.map((id) => stage.ask(id, 'rental')));
    expect(
      `all ${ids.length} can be checked out`,
      answers.every(({ status }) => status === 200),
    );
  },
};

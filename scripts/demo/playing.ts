import type { Choice } from './choice.ts';
import { type Demo, perform, type Show } from './demo.ts';
import type { Ground } from './ground.ts';
import { Cluster } from './kubernetes/cluster.ts';
import { clusterDemos } from './kubernetes/demonstrations.ts';
import { kubectl } from './kubernetes/kubectl.ts';
import { demos } from './list.ts';
import { Stage } from './stage.ts';

/** A ground of which nothing is started yet. */
interface Startable extends Ground {
  start(): Promise<void>;
  /** However far it has come. */
  end(): Promise<void>;
}

/** A demonstration on its ground. */
interface Playing {
  /** @returns whether all is as it must be */
  play(): Promise<boolean>;
  end(): Promise<void>;
}

/** What was chosen, not yet begun. */
export function playingOf({ name, kill, on, program }: Choice, seconds: number, tell: (line: string) => void): Playing {
  const settings = { kill, seconds, tell };
  if (on === 'kubernetes') return playingOn(new Cluster(kubectl, tell), clusterDemos[name], settings);
  const demo = demos[name];
  return playingOn(new Stage(demo ?? {}, tell, program), demo, settings);
}

function playingOn<On extends Startable>(
  stage: On,
  demo: Demo<On> | undefined,
  settings: Pick<Show<On>, 'seconds' | 'kill' | 'tell'>,
): Playing {
  return {
    async play() {
      if (!demo) return false;
      settings.tell(demo.title);
      await stage.start();
      return perform(demo, { stage, ...settings });
    },
    end: () => stage.end(),
  };
}

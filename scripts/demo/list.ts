import type { Demo } from './demo.ts';
import { actors } from './demonstrations/actors.ts';
import { o1 } from './demonstrations/o1.ts';
import { o2 } from './demonstrations/o2.ts';
import { o3 } from './demonstrations/o3.ts';
import { o4 } from './demonstrations/o4.ts';
import { o5 } from './demonstrations/o5.ts';
import { o6 } from './demonstrations/o6.ts';
import { o7 } from './demonstrations/o7.ts';
import { o9 } from './demonstrations/o9.ts';
import { o10 } from './demonstrations/o10.ts';
import { scale } from './demonstrations/scale.ts';

/** The demonstrations by their names; O8, the pipeline, is not one of processes. */
export const demos: Readonly<Record<string, Demo>> = { o1, o2, o3, o4, o5, o6, o7, o9, o10, scale, actors };
